"""Writes catalog/vocabulary.yaml: the names of countries and languages as Unicode's CLDR has them.

    python docs/contributing/import_vocabulary.py catalog/vocabulary.yaml

Needs the package `babel`, which carries the CLDR.
"""

from __future__ import annotations

import sys
from pathlib import Path

import babel
from babel import Locale
from yaml_text import Flow, comment, flow_mapping

# Two-letter territories of the CLDR that are not countries of ISO 3166-1.
NOT_ISO = "AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ"
ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
    "hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or "
    "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta "
    "te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
TASKS = {
    "chat": ("Chat", "対話"),
    "coding": ("Coding", "コーディング"),
    "reasoning": ("Mathematics and reasoning", "数学・推論"),
    "vision": ("Images", "画像理解"),
    "translation": ("Translation", "翻訳"),
    "embedding": ("Embedding", "埋め込み"),
    "edge": ("Small devices", "エッジ・小型端末"),
}
# A consortium may have no single country; ISO reserves this code.
EUROPEAN_UNION = ("European Union", "欧州連合")


def section(title: str, names: dict[str, tuple[str, str]]) -> str:
    """``title:`` with one line a code. NO and no are text only when quoted."""
    lines = [f"{title}:"]
    for code, (en, ja) in sorted(names.items()):
        key = f'"{code}"' if code.lower() in ("no", "yes", "on", "off") else code
        lines.append(f"  {key}: {flow_mapping(Flow(en=en, ja=ja))}")
    return "\n".join(lines) + "\n"


def main() -> None:
    en, ja = Locale("en"), Locale("ja")
    countries = {
        code: (name, _spaced(ja.territories[code]))
        for code, name in en.territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_ISO
    }
    languages = {code: (en.languages[code], _ja(ja, code)) for code in ISO_639_1.split()}
    head = comment(
        "Codes and their names: countries (ISO 3166-1 alpha-2, and EU for consortia), languages\n"
        "(ISO 639-1) and tasks. Names are those of the Unicode CLDR as in babel "
        f"{babel.__version__}; only the tasks are our own."
    )
    text = head + "kind: vocabulary\n\n" + section("countries", countries | {"EU": EUROPEAN_UNION})
    text += "\n" + section("languages", languages) + "\n"
    lines = [f"  {task}: {flow_mapping(Flow(en=a, ja=b))}" for task, (a, b) in TASKS.items()]
    Path(sys.argv[1]).write_text(text + "tasks:\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(countries), "countries,", len(languages), "languages")


def _ja(locale: Locale, code: str) -> str:
    return _spaced(str(locale.languages.get(code, code)))


def _spaced(name: str) -> str:
    return name.replace("(", " (").replace("  (", " (")


if __name__ == "__main__":
    main()
