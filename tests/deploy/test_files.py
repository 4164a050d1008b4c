"""What the files of production say, and that they agree with the settings and with what people read."""

import re

import pytest
import yaml

from tests.deploy import files

SET, NAMED = files.example()
SERVICES = yaml.safe_load(files.with_variables(files.COMPOSE, SET | {"SECRET_KEY": "x", "POSTGRES_PASSWORD": "x"}))
APPLICATION = ("app1", "app2", "counter", "scheduler", "migrate")
# What docker-compose.yml decides in the application's place: nobody sets these in .env.
DECIDED = {"SITE_URL", "ALLOWED_HOSTS", "BEHIND_PROXY", "HTTPS", "DATABASE_URL", "REDIS_URL", "VAR_DIR", "MEDIA_ROOT"}
DECIDED |= {"STATIC_ROOT", "DEBUG", "DEMO_ALLOWED", "ENV_FILE", "SEVERAL_MACHINES"}


def test_every_variable_of_compose_is_in_the_example():
    used = {match[0] for match in files.VARIABLE.findall(files.COMPOSE)}
    assert used >= {"DOMAIN", "SECRET_KEY", "POSTGRES_PASSWORD"}
    assert used - set(SET) - set(NAMED) == set()


def test_every_variable_of_the_settings_is_in_the_example():
    assert files.settings_variables() >= {"SECRET_KEY", "DATABASE_URL", "EMAIL_URL"}
    assert files.settings_variables() - set(SET) - set(NAMED) == set()


def test_the_example_names_nothing_that_nobody_reads():
    used = {match[0] for match in files.VARIABLE.findall(files.COMPOSE)}
    assert (set(SET) | set(NAMED)) - files.settings_variables() - used == set()


def test_every_variable_of_the_settings_is_in_the_readmes_table():
    readme = (files.ROOT / "README.md").read_text()
    rows = re.findall(r"^\|([^|]+)\|", readme, re.MULTILINE)
    listed = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    assert files.settings_variables() - listed == set()


def test_every_setting_that_an_operator_may_choose_reaches_the_application():
    given = set(SERVICES["services"]["app1"]["environment"]) | set(files.environment("application"))
    assert files.settings_variables() - DECIDED - given == set()


@pytest.mark.parametrize("name", ["SECRET_KEY", "POSTGRES_PASSWORD", "DOMAIN", "CERTIFICATE_EMAIL"])
def test_compose_refuses_to_start_without_what_it_needs(name):
    complete = SET | {"SECRET_KEY": "x", "POSTGRES_PASSWORD": "x"}
    files.with_variables(files.COMPOSE, complete)
    with pytest.raises(KeyError, match=name):
        files.with_variables(files.COMPOSE, complete | {name: ""})


def test_the_example_holds_no_secret():
    assert (SET["SECRET_KEY"], SET["POSTGRES_PASSWORD"]) == ("", "")


def test_servers_wait_for_the_database_and_its_migration():
    for name in ("app1", "app2", "counter", "scheduler"):
        waits = SERVICES["services"][name]["depends_on"]
        assert waits["migrate"]["condition"] == "service_completed_successfully"
        assert waits["postgres"]["condition"] == "service_healthy"
    assert SERVICES["services"]["migrate"]["depends_on"]["postgres"]["condition"] == "service_healthy"


def test_everything_but_the_migration_comes_back_by_itself():
    policies = {name: told["restart"] for name, told in SERVICES["services"].items()}
    assert policies.pop("migrate") == "no"
    assert set(policies.values()) == {"unless-stopped"}


def test_every_server_has_a_health_check():
    by_image = {name for name in ("application", "nginx") if files.instruction(name, "HEALTHCHECK")}
    assert by_image == {"application", "nginx"}
    for name in ("postgres", "redis", "scheduler"):
        assert SERVICES["services"][name]["healthcheck"]["test"]


def test_every_volume_is_declared_and_used():
    mounted = {mount.partition(":")[0] for told in SERVICES["services"].values() for mount in told.get("volumes", [])}
    assert mounted == set(SERVICES["volumes"])


def test_only_nginx_is_reached_from_outside():
    open_ports = {name: told["ports"] for name, told in SERVICES["services"].items() if told.get("ports")}
    assert open_ports == {"nginx": ["80:80", "443:443"]}


def test_the_application_is_not_root():
    assert files.instruction("application", "USER") == "bayan"
    for name in APPLICATION:
        assert SERVICES["services"][name]["cap_drop"] == ["ALL"]


def test_no_image_holds_secrets_or_data():
    ignored = (files.ROOT / ".dockerignore").read_text().splitlines()
    assert {".*", "var/"} <= set(ignored)


def test_production_loads_no_demo():
    assert "DEMO" not in files.COMPOSE + files.DOCKERFILE
