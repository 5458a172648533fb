"""`python -m bot figures`: how many reports a month, by kind; numbers under five are hidden."""

from rich.console import Console
from rich.table import Table

from bot.chance import SystemChance
from bot.command import HERE, ConfigPath, run_to_end, settings_of
from bot.config import Config
from bot.form_file import load_form
from domain.model.figures import LEAST, Month, kind_of
from domain.model.form import Form
from domain.model.ids import Language
from domain.usecases.figures import figures_by_month
from handlers.problems import key
from storage import Keys, SqliteStore, load_key_file
from texts.catalogue import Catalogue

HIDDEN = f"<{LEAST}"


def figures(config: ConfigPath = HERE) -> None:
    """Count reports a month by kind of incident, erased ones included."""
    settings = settings_of(config)
    form, words = load_form(settings.form_file)
    months = run_to_end(_counted(settings, form))
    console = Console(soft_wrap=True)
    if not months:
        console.print("There is nothing to count yet.")
        return
    console.print(_table(months, form, Catalogue.load(words), Language(settings.staff.language)))
    console.print(
        f"{HIDDEN} also stands for 0, and for the next smallest number where it would tell a "
        "hidden one. A report can be of several kinds. Tests, duplicates and spam never count."
    )


async def _counted(settings: Config, form: Form) -> tuple[Month, ...]:
    keys = Keys(load_key_file(settings.key_file))
    store = await SqliteStore.open(settings.database, keys, SystemChance(), epochs=settings.epochs)
    try:
        return await store.read(figures_by_month, form)
    finally:
        await store.close()


def _table(months: tuple[Month, ...], form: Form, texts: Catalogue, language: Language) -> Table:
    table = Table(title="Reports a month", title_justify="left")
    table.add_column("")
    for month in months:
        table.add_column(month.month, justify="right")
    table.add_row("All reports", *(_cell(month.reports) for month in months))
    step = kind_of(form)
    name = f"report-{key(step.id)}-option" if step else ""
    for option in step.options if step else ():
        cells = (_cell(month.by_option[option]) for month in months)
        table.add_row(texts.plain(language, f"{name}-{key(option)}"), *cells)
    return table


def _cell(count: int | None) -> str:
    return HIDDEN if count is None else str(count)
