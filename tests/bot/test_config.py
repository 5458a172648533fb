"""Settings: the example is complete, and every mistake is told at once without its value."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from bot.config import Config, Settings, load_config
from bot.config_problems import ConfigProblems, shape_of

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
ENVIRONMENT = {"TELLSAFE_BOT_TOKEN": TOKEN, "TELLSAFE_KEY_FILE": "/run/secrets/key"}
LEAST = '[organisation]\nname = "Us"\n[staff]\nchannel_id = -1001\n'


def load(folder: Path, text: str, **environment: str) -> Config:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path, ENVIRONMENT | environment)


def mistakes(folder: Path, text: str, **environment: str) -> dict[str, tuple[str, str]]:
    with pytest.raises(ConfigProblems) as caught:
        load(folder, text, **environment)
    return {each.setting: (each.found, each.mend) for each in caught.value.problems}


def settings_of(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        table = next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)
        if table:
            yield from settings_of(table, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", field


def uncommented(text: str) -> dict[str, Any]:
    lines = (
        line[1:] if line[:1] == "#" and line[1:2] != " " else line for line in text.split("\n")
    )
    return tomllib.loads("\n".join(lines))


def in_table(table: dict[str, Any], name: str) -> Any:  # noqa: ANN401  settings are of any type
    for part in name.split("."):
        table = table[part]
    return table


def test_example_names_every_setting() -> None:
    example = uncommented(EXAMPLE.read_text(encoding="utf-8"))
    for name, _ in settings_of(Settings):
        in_table(example, name)


def test_example_shows_the_defaults(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    config, example = load(tmp_path, text), uncommented(text)
    assert load(tmp_path, LEAST).model_dump(exclude={"organisation", "staff"}) == config.model_dump(
        exclude={"organisation", "staff"}
    )
    for name, field in settings_of(Settings):
        if not field.is_required() and field.default is not None:
            shown = in_table(example, name)
            assert (tuple(shown) if isinstance(shown, list) else shown) == field.default, name


def test_every_setting_says_what_to_write() -> None:
    assert [name for name, field in settings_of(Settings) if not field.description] == []


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    told = mistakes(
        tmp_path,
        '[organisation]\nname = ""\nresponse_window_days = 900\ntimezone = "Nowhere/Town"\n'
        'country = "UK"\n'
        '[staff]\nmoderators = [1, "two"]\n[privacy]\nretension_days = 9\n[logz]\nlevel = 1\n'
        '[logs]\nlevel = "DEBUG"\n',
        TELLSAFE_BOT_TOKEN="hunter2",
        TELLSAFE_KEY_FILE="",
        TELLSAFE_BOT_TOKN="x",
    )
    assert set(told) == {
        *("organisation.name", "organisation.response_window_days", "organisation.timezone"),
        "organisation.country",
        *("staff.channel_id", "staff.moderators", "privacy.retension_days", "logz", "logs.level"),
        *("TELLSAFE_BOT_TOKEN", "TELLSAFE_KEY_FILE", "TELLSAFE_BOT_TOKN"),
    }
    assert told["organisation.response_window_days"] == (
        "a whole number of 3 digits",
        "Write a whole number of days from 1 to 60.",
    )
    assert told["staff.channel_id"][0] == "missing"
    assert told["staff.moderators"][0] == "in item 2 of its list a word of 3 letters"
    assert told["privacy.retension_days"] == ("unknown", "Did you mean retention_days?")
    assert told["logz"] == ("unknown", "Did you mean logs?")
    assert told["TELLSAFE_BOT_TOKN"] == ("unknown", "Did you mean TELLSAFE_BOT_TOKEN?")
    assert told["TELLSAFE_BOT_TOKEN"][0] == "a word of 7 characters"


def test_no_mistake_repeats_a_value(tmp_path: Path) -> None:
    with pytest.raises(ConfigProblems) as caught:
        load(tmp_path, f'[telegram]\nmode = "{TOKEN}"\n[staff]\nchannel_id = "{TOKEN}"\n')
    told = str(caught.value)
    assert "telegram.mode is a word of 44 characters" in told
    assert TOKEN not in told + repr(caught.value)
    assert caught.value.__suppress_context__


def test_secrets_never_print(tmp_path: Path) -> None:
    config = load(tmp_path, LEAST)
    assert TOKEN not in f"{config} {config!r} {config.model_dump_json()}"
    assert config.token.get_secret_value() == TOKEN


def test_token_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    config = load(tmp_path, LEAST, TELLSAFE_BOT_TOKEN="", TELLSAFE_BOT_TOKEN_FILE=str(file))
    assert config.token.get_secret_value() == TOKEN


@pytest.mark.parametrize(
    ("environment", "setting", "found"),
    [
        ({"TELLSAFE_BOT_TOKEN": ""}, "TELLSAFE_BOT_TOKEN", "missing"),
        ({"TELLSAFE_BOT_TOKEN_FILE": "/t"}, "TELLSAFE_BOT_TOKEN", "given twice"),
        (
            {"TELLSAFE_BOT_TOKEN": "", "TELLSAFE_BOT_TOKEN_FILE": "/none"},
            "TELLSAFE_BOT_TOKEN_FILE",
            "a path to no readable file",
        ),
    ],
)
def test_token_is_given_exactly_once(
    tmp_path: Path, environment: dict[str, str], setting: str, found: str
) -> None:
    assert mistakes(tmp_path, LEAST, **environment)[setting][0] == found


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://bot.example.org/h", True),
        ("http://127.0.0.1:8443/h", True),
        ("http://bot.example.org/h", False),
        ("ftp://bot.example.org/h", False),
    ],
)
def test_a_webhook_is_called_by_https_but_on_ones_own_network(
    tmp_path: Path, url: str, *, fits: bool
) -> None:
    text = LEAST + f'[telegram]\nmode = "webhook"\n[telegram.webhook]\nurl = "{url}"\n'
    told = mistakes(tmp_path, text)
    assert ("telegram.webhook.url" not in told) is fits


def test_webhook_needs_its_address_and_secret(tmp_path: Path) -> None:
    told = mistakes(tmp_path, LEAST + '[telegram]\nmode = "webhook"\n')
    assert set(told) == {"telegram.webhook", "TELLSAFE_WEBHOOK_SECRET"}
    text = LEAST + '[telegram]\nmode = "webhook"\n[telegram.webhook]\nurl = "https://a.org/h"\n'
    config = load(tmp_path, text, TELLSAFE_WEBHOOK_SECRET="x" * 16)
    assert config.webhook_secret is not None
    assert config.telegram.webhook is not None
    assert config.telegram.webhook.listen_port == 8080


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://api.example.org/", True),
        ("http://127.0.0.1:8081", True),
        ("http://[::1]:8081", True),
        ("http://bot-api:8081", True),
        ("http://10.0.0.7", True),
        ("http://api.example.org", False),
        ("http://8.8.8.8", False),
        ("ftp://localhost", False),
        ("https://", False),
        ("https://user:word@api.example.org", False),
        ("https://api.example.org?x=1", False),
        ("http://[broken", False),
    ],
)
def test_token_travels_in_the_clear_only_nearby(
    tmp_path: Path, address: str, *, fits: bool
) -> None:
    text = LEAST + f'[telegram]\napi_base_url = "{address}"\n'
    if fits:
        assert load(tmp_path, text).bot_url == f"{address.rstrip('/')}/bot"
    else:
        assert set(mistakes(tmp_path, text)) == {"telegram.api_base_url"}


def test_paths_start_at_the_settings_folder(tmp_path: Path) -> None:
    config = load(tmp_path, LEAST + '[form]\nfile = "own/form.toml"\n')
    assert config.database == tmp_path / "data/tellsafe.db"
    assert config.form_file == tmp_path / "own/form.toml"
    absolute = load(tmp_path, LEAST + '[storage]\nurl = "sqlite:////srv/t.db"\n')
    assert absolute.database == Path("/srv/t.db")


def test_one_chat_serves_moderators_and_staff_unless_told(tmp_path: Path) -> None:
    assert load(tmp_path, LEAST).staff.queue_id == -1001
    assert load(tmp_path, LEAST + "moderation_chat_id = -1002\n").staff.queue_id == -1002


def test_policy_holds_the_promises(tmp_path: Path) -> None:
    policy = load(tmp_path, LEAST + "[privacy]\nretention_days = 30\ndraft_hours = 5\n").policy
    assert (policy.retention_days, policy.draft_hours, policy.delay_minutes) == (30, 5, 10)


def test_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    told = mistakes(tmp_path, f"[staff]\nchannel_id = {TOKEN}\n")
    assert [found for found, _ in told.values()] == ["not TOML at line 2, column 23"]
    with pytest.raises(ConfigProblems) as caught:
        load_config(tmp_path / "none.toml", ENVIRONMENT)
    assert caught.value.problems[0].found == "missing or not readable"


def test_table_that_is_no_table_is_one_mistake(tmp_path: Path) -> None:
    assert set(mistakes(tmp_path, 'telegram = "x"\n' + LEAST)) == {"telegram"}


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("secret", "a word of 6 letters"),
        ("a", "a word of 1 letter"),
        ("two words", "a text of 2 words"),
        (" ", "an empty text"),
        (-12, "a negative whole number of 2 digits"),
        (True, "true or false"),
        (1.5, "a number with a fraction"),
        ([1, 2], "a list of 2"),
        ({}, "a table of 0"),
        (None, "something else"),
    ],
)
def test_shapes_tell_no_value(value: object, shape: str) -> None:
    assert shape_of(value) == shape
