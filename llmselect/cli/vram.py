"""`llmselect vram MODEL`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from llmselect.cli import options
from llmselect.cli.session import Session, Settings
from llmselect.errors import LlmselectError

if TYPE_CHECKING:
    from llmselect.recommend.vram import OwnFile
    from llmselect.report import FinetuneReport, VramReport

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_FILES = (".gguf", ".safetensors", ".json")
FORMATS = ("terminal", "json", "markdown")


@app.command(help="help.vram", epilog="help.vram.examples")
def vram(
    ctx: typer.Context,
    model: Annotated[str, typer.Argument(help="help.model_argument")],
    quant: Annotated[str | None, typer.Option(help="help.quant_of_file")] = None,
    engine: Annotated[str | None, typer.Option(help="help.engine")] = None,
    context: Annotated[str | None, typer.Option(help="help.context", metavar="TOKENS")] = None,
    parallel: Annotated[int, typer.Option(help="help.parallel")] = 1,
    kv_type: Annotated[str, typer.Option(help="help.kv_type")] = "f16",
    ubatch: Annotated[int, typer.Option(help="help.ubatch")] = 512,
    flash_attention: Annotated[
        bool, typer.Option("--flash-attention/--no-flash-attention", help="help.flash_attention")
    ] = True,
    swa_full: Annotated[bool, typer.Option("--swa-full", help="help.swa_full")] = False,
    gpu: Annotated[list[str] | None, typer.Option(help="help.vram_gpu", metavar="[Nx]GPU")] = None,
    tensor_parallel: Annotated[int, typer.Option(help="help.tensor_parallel")] = 1,
    ram: Annotated[str | None, typer.Option(help="help.ram", metavar="SIZE")] = None,
    computed: Annotated[bool, typer.Option("--computed", help="help.computed")] = False,
    fit: Annotated[
        str | None, typer.Option(help="help.vram_fit", metavar="context|parallel|quant|gpu")
    ] = None,
    finetune: Annotated[
        str | None, typer.Option(help="help.finetune", metavar="lora|qlora|full")
    ] = None,
    rank: Annotated[int | None, typer.Option(help="help.rank")] = None,
    seq: Annotated[int | None, typer.Option(help="help.seq", metavar="TOKENS")] = None,
    batch: Annotated[int | None, typer.Option(help="help.batch")] = None,
    framework: Annotated[str | None, typer.Option(help="help.framework")] = None,
    optimizer: Annotated[str | None, typer.Option(help="help.optimizer")] = None,
    gradient_checkpointing: Annotated[
        bool | None,
        typer.Option(
            "--gradient-checkpointing/--no-gradient-checkpointing", help="help.checkpointing"
        ),
    ] = None,
    train_embeddings: Annotated[
        bool, typer.Option("--train-embeddings", help="help.train_embeddings")
    ] = False,
    mixed_precision: Annotated[
        bool, typer.Option("--mixed-precision", help="help.mixed_precision")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="help.vram_explain")] = False,
    format: options.Format = "terminal",
    output: options.Output = None,
    catalog: options.Overlay = None,
    locale: options.Locale = None,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> None:
    session = Session(
        Settings(format=format, output=output, catalog=catalog, locale=locale, no_color=no_color,
                 quiet=quiet),
        FORMATS,
    )  # fmt: skip
    given = [name for name in ctx.params if _was_given(ctx, name)]
    _refuse_mixture(given, finetune is not None)
    own = _own_file(model, quant)
    report: VramReport | FinetuneReport
    if finetune is not None:
        from llmselect.recommend import finetune as training

        report = training.finetune(session.store, training.FinetuneFlags(
            model=model, method=finetune, rank=rank, seq=seq, batch=batch, framework=framework,
            optimizer=optimizer, gradient_checkpointing=gradient_checkpointing,
            train_embeddings=train_embeddings, mixed_precision=mixed_precision,
            gpu=tuple(gpu or ()),
        ), own.model if own else None)  # fmt: skip
    else:
        from llmselect.recommend import vram as running

        report = running.vram(session.store, running.VramFlags(
            model=model, quant=quant, engine=engine, context=context, parallel=parallel,
            kv_type=kv_type, ubatch=ubatch, flash_attention=flash_attention, swa_full=swa_full,
            gpu=tuple(gpu or ()), tensor_parallel=tensor_parallel, ram=ram, computed=computed,
            fit=fit,
        ), own)  # fmt: skip
    session.show(report, _render(session, report, explain))
    raise typer.Exit(1 if report.violated else 0)


# Options that mean something only while a model runs, and only while it is trained.
_RUNNING = ("quant", "engine", "context", "parallel", "kv_type", "ubatch", "flash_attention",
            "swa_full", "tensor_parallel", "ram", "computed", "fit")  # fmt: skip
_TRAINING = ("rank", "seq", "batch", "framework", "optimizer", "gradient_checkpointing",
             "train_embeddings", "mixed_precision")  # fmt: skip


def _looks_like_path(text: str) -> bool:
    """``./model.gguf`` and ``models/`` are paths; ``Qwen/Qwen3-32B`` is a name."""
    marks = (".", "~", os.sep) if os.sep == "/" else (".", "~", os.sep, "/")
    return text.startswith(marks) or text.endswith(("/", os.sep)) or (
        text.casefold().endswith(_FILES)
    )  # fmt: skip


def _own_file(word: str, quant: str | None) -> OwnFile | None:
    """The model behind a path; None for a name. Raises LlmselectError."""
    if not _looks_like_path(word):
        return None
    from llmselect.readers.paths import read_model
    from llmselect.recommend.vram import OwnFile

    found = read_model(word)
    if quant is not None and found.model.files and found.model.files[0].format == "gguf":
        raise LlmselectError("file_has_quant", quant=found.quant)
    return OwnFile(found.model, found.quant, found.missing_bytes)


def _was_given(ctx: typer.Context, name: str) -> bool:
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _refuse_mixture(given: list[str], training: bool) -> None:
    """Raises LlmselectError for options that have no meaning beside the others."""
    wrong = [name for name in given if name in (_RUNNING if training else _TRAINING)]
    if wrong:
        options = tuple("--" + name.replace("_", "-") for name in wrong)
        raise LlmselectError(
            "not_while_training" if training else "only_while_training", options=options
        )


def _render(session: Session, report: VramReport | FinetuneReport, explain: bool) -> str:
    if session.format == "json":
        from llmselect.render.json import render_json

        return render_json(report, session.translate)
    from llmselect.report import FinetuneReport

    if isinstance(report, FinetuneReport):
        return _render_training(session, report, explain)
    if session.format == "markdown":
        from llmselect.render.markdown import vram_markdown

        return vram_markdown(report, session.translate)
    from llmselect.render.terminal.vram import render_vram

    return render_vram(report, session.translate, session.color, explain)


def _render_training(session: Session, report: FinetuneReport, explain: bool) -> str:
    if session.format == "markdown":
        from llmselect.render.markdown import finetune_markdown

        return finetune_markdown(report, session.translate)
    from llmselect.render.terminal.finetune import render_finetune

    return render_finetune(report, session.translate, session.color, explain)
