"""The boards of Japanese quality in two languages, and which of them belong together."""

from __future__ import annotations

from typing import Any

# Boards of one family share their method and makers: they count once.
FAMILIES = {"swallow-v1": "swallow", "swallow-v2": "swallow"}

SCALE = (
    "Boards are linked through the models they share (the mean of a Bradley-Terry and a "
    "one-factor fit) and anchored: Llama-2-13B-chat is 20, claude-opus-5-high on LMArena is 95. "
    "Two models differ clearly only if the gap exceeds 1.3 times the root of the sum of their "
    "squared standard errors. Values above 100 are shown as 100.",
    "共通して測定されたモデルを介して各ボードを結び付け (Bradley-Terry と 1 因子モデルの平均)、"
    "Llama-2-13B-chat を 20、LMArena の claude-opus-5-high を 95 として換算した値です。"
    "2 つのモデルの差は、標準誤差の二乗和の平方根の 1.3 倍を超えたときだけ明確とみなします。"
    "100 を超える値は 100 と表示します。",
)


BOARDS: list[dict[str, Any]] = [
    {
        "id": "lmarena",
        "name": "LMArena text, Japanese prompts",
        "url": "https://huggingface.co/datasets/lmarena-ai/leaderboard-dataset",
        "as_of": "2026-08-19",
        "measures": {
            "en": "Blind votes of people on answers to Japanese prompts, corrected for style",
            "ja": "日本語プロンプトへの回答に対する人間のブラインド投票 (文体の影響を補正)",
        },
        "data_license": "unknown",
        "weakness": {
            "en": "Holds no model made in Japan; the 95 % interval is about 28 Elo to each side",
            "ja": "国産モデルは載っていません。95 % 信頼区間は平均で前後 28 Elo ほどあります",
        },
        "models": 245,
        "source": "lmarena-text-ja",
    },
    {
        "id": "swallow-v2",
        "name": "Swallow LLM Leaderboard v2",
        "url": "https://github.com/swallow-llm/leaderboard",
        "as_of": "2026-05-08",
        "measures": {
            "en": (
                "Eight Japanese tasks (knowledge, translation, instructions, mathematics, "
                "code) and Japanese MT-Bench"
            ),
            "ja": "日本語 8 タスク (知識、翻訳、指示追従、数学、コード) と日本語 MT-Bench",
        },
        "data_license": "CC BY 4.0",
        "attribution": "Swallow LLM Leaderboard (swallow-llm/leaderboard), CC BY 4.0",
        "weakness": {
            "en": "Weighs reasoning heavily; run by a team that also publishes models",
            "ja": "推論の比重が大きく、運営チーム自身もモデルを公開しています",
        },
        "models": 68,
        "source": "swallow-leaderboard",
    },
    {
        "id": "swallow-v1",
        "name": "Swallow LLM Leaderboard v1",
        "url": "https://github.com/swallow-llm/leaderboard",
        "as_of": "2025-06-26",
        "measures": {
            "en": "Ten few-shot tasks in Japanese and Japanese MT-Bench",
            "ja": "日本語の few-shot 10 タスクと日本語 MT-Bench",
        },
        "data_license": "CC BY 4.0",
        "attribution": "Swallow LLM Leaderboard (swallow-llm/leaderboard), CC BY 4.0",
        "weakness": {
            "en": "An older protocol that mixes base and tuned models",
            "ja": "旧方式で、ベースモデルと指示調整モデルが混在しています",
        },
        "models": 155,
        "source": "swallow-leaderboard",
    },
    {
        "id": "shaberi",
        "name": "Shaberi",
        "url": "https://github.com/shisa-ai/shaberi",
        "as_of": "2025-11-28",
        "measures": {
            "en": (
                "Answers to ELYZA-tasks-100, Japanese MT-Bench, Rakuda and Tengu, scored "
                "by another model"
            ),
            "ja": "ELYZA-tasks-100、日本語 MT-Bench、Rakuda、Tengu への回答を別のモデルが採点",
        },
        "data_license": "unknown",
        "weakness": {
            "en": "Judges differ by up to 3 points; run by a maker of models",
            "ja": "採点モデルによって最大 3 ポイントの差があり、運営者自身もモデルを開発しています",
        },
        "models": 149,
        "source": "shaberi",
    },
    {
        "id": "nejumi4",
        "name": "Nejumi LLM Leaderboard 4",
        "url": "https://github.com/wandb/llm-leaderboard",
        "as_of": "2026-09-01",
        "measures": {
            "en": "General language performance and alignment in Japanese, one total",
            "ja": "日本語の汎用的な言語性能とアラインメントの総合点",
        },
        "data_license": "unknown",
        "weakness": {
            "en": (
                "Snapshots rescored the same model by up to 0.10; the terms may bar commercial "
                "re-use of parts; several snapshots were read at second hand"
            ),
            "ja": (
                "時点によって同じモデルの点が最大 0.10 変わりました。"
                "一部のデータは商用の再利用が制限される"
                "可能性があり、いくつかの時点は二次情報から読み取っています"
            ),
        },
        "models": 59,
        "source": "nejumi4",
    },
    {
        "id": "jmed",
        "name": "JMedQA and JMLE 2026",
        "url": "https://huggingface.co/datasets/SIP-med-LLM/JMedQA",
        "as_of": "2026-10",
        "measures": {
            "en": "Questions of the national examination for physicians",
            "ja": "医師国家試験の問題",
        },
        "data_license": "MIT / CC BY 4.0",
        "weakness": {
            "en": "One field only: a stand-in for general quality",
            "ja": "単一分野のため、総合的な品質の代用にとどまります",
        },
        "models": 61,
        "source": "jmedqa",
    },
    {
        "id": "shisa-v2-multieval",
        "name": "Shisa V2 table",
        "url": "https://github.com/shisa-ai/shisa-v2",
        "as_of": "2025-04-15",
        "measures": {
            "en": "A set of Japanese tests published with the Shisa V2 models",
            "ja": "Shisa V2 モデルとともに公開された日本語評価の一式",
        },
        "data_license": "unknown",
        "weakness": {
            "en": "Small, and run by the maker of the models",
            "ja": "規模が小さく、モデルの開発元自身による評価です",
        },
        "models": 25,
        "source": "shisa-v2-table",
    },
    {
        "id": "japanese-rp-bench",
        "name": "Japanese RP Bench",
        "url": "https://github.com/Aratako/Japanese-RP-Bench",
        "as_of": "2024-09-29",
        "measures": {
            "en": "Japanese role play, scored by other models",
            "ja": "日本語のロールプレイを別のモデルが採点",
        },
        "data_license": "unknown",
        "weakness": {
            "en": "Small and old",
            "ja": "規模が小さく、古い評価です",
        },
        "models": 32,
        "source": "japanese-rp-bench",
    },
]
