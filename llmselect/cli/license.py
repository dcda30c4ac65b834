"""`llmselect license check|list|show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from llmselect.cli import options
from llmselect.cli.session import Session, Settings
from llmselect.cli.showing import entry_app

if TYPE_CHECKING:
    from llmselect.recommend.organization import OrganizationFlags
    from llmselect.report import LicenseReport

app = entry_app("license")
FORMATS = ("terminal", "json", "markdown")
Words = options.Words


@app.command(help="help.license.check", epilog="help.license.check.examples")
def check(
    models: Annotated[
        Words, typer.Argument(metavar="[MODEL]...", help="help.model_argument")
    ] = None,
    entity: Annotated[str | None, typer.Option(help="help.entity")] = None,
    country: Annotated[str | None, typer.Option(help="help.country", metavar="COUNTRY")] = None,
    revenue: Annotated[str | None, typer.Option(help="help.revenue", metavar="MONEY")] = None,
    group_revenue: Annotated[
        str | None, typer.Option(help="help.group_revenue", metavar="MONEY")
    ] = None,
    monthly_revenue: Annotated[
        str | None, typer.Option(help="help.monthly_revenue", metavar="MONEY")
    ] = None,
    revenue_12m: Annotated[
        str | None, typer.Option("--revenue-12m", help="help.revenue_12m", metavar="MONEY")
    ] = None,
    product_monthly_revenue: Annotated[
        str | None, typer.Option(help="help.product_monthly_revenue", metavar="MONEY")
    ] = None,
    mau: Annotated[str | None, typer.Option(help="help.mau", metavar="COUNT")] = None,
    mau_at_release: Annotated[
        str | None, typer.Option(help="help.mau_at_release", metavar="COUNT")
    ] = None,
    dau: Annotated[str | None, typer.Option(help="help.dau", metavar="COUNT")] = None,
    purpose: Annotated[str | None, typer.Option(help="help.purpose")] = None,
    use: Annotated[Words, typer.Option(help="help.use")] = None,
    users_in: Annotated[Words, typer.Option(help="help.users_in", metavar="COUNTRY")] = None,
    industry: Annotated[Words, typer.Option(help="help.industry")] = None,
    modality: Annotated[Words, typer.Option(help="help.modality")] = None,
    business: Annotated[Words, typer.Option(help="help.business")] = None,
    competitor_of: Annotated[Words, typer.Option(help="help.competitor_of")] = None,
    fail_on: options.FailOn = None,
    format: options.Format = "terminal",
    output: options.Output = None,
    profile: options.Profile = None,
    catalog: options.Overlay = None,
    locale: options.Locale = None,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    from llmselect.recommend.organization import OrganizationFlags

    session = Session(
        Settings(format=format, output=output, profile=profile, catalog=catalog, locale=locale,
                 no_color=no_color, quiet=quiet),
        FORMATS,
    )  # fmt: skip
    flags = OrganizationFlags(
        entity=entity, country=country, revenue=revenue, group_revenue=group_revenue,
        monthly_revenue=monthly_revenue, revenue_12m=revenue_12m,
        product_monthly_revenue=product_monthly_revenue, mau=mau, mau_at_release=mau_at_release,
        dau=dau, purpose=purpose, uses=use, users_in=users_in, industries=industry,
        modalities=modality, businesses=business, competitor_of=competitor_of,
    )  # fmt: skip
    raise typer.Exit(_check(session, tuple(models or ()), flags, fail_on, verbose))


def _check(
    session: Session,
    names: tuple[str, ...],
    flags: OrganizationFlags,
    fail_on: str | None,
    verbose: bool,
) -> int:
    from llmselect.recommend.licensing import check_licenses, exit_code
    from llmselect.recommend.organization import resolve_organization

    profile, profile_models = session.profile
    organization = resolve_organization(flags, session.store, profile)
    origin = "arguments" if names else "profile" if profile_models else "catalog"
    report = check_licenses(session.store, names or profile_models, organization, origin)
    code = exit_code(report, organization, fail_on)
    session.show(report, _render(session, report, verbose))
    return code


def _render(session: Session, report: LicenseReport, verbose: bool) -> str:
    if session.format == "json":
        from llmselect.render.json import render_json

        return render_json(report, session.translate)
    if session.format == "markdown":
        from llmselect.render.markdown import license_markdown

        return license_markdown(report, session.translate)
    from llmselect.render.terminal.license import render_license_check

    return render_license_check(report, session.translate, session.color, verbose)
