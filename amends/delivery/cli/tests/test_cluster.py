import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from amends.delivery.cli import cluster as clusters
from amends.delivery.cli.cluster import APP, OWNER, SUPERUSER, Binaries, Cluster, find_binaries

ONE_LINE = """from amends.delivery.cli.postgres import ensure_running
print(ensure_running("tests", throwaway=True).app_url)"""


def folder_for(tmp_path, account):
    """A folder the server's account may use: pytest's own are closed to others."""
    home = tmp_path / "cluster"
    home.mkdir()
    if account:
        above = Path(tempfile.gettempdir())
        for step in (tmp_path, *tmp_path.parents):
            if step == above:
                break
            step.chmod(step.stat().st_mode | 0o001)
    return home


@pytest.fixture
def cluster(tmp_path):
    account = clusters.server_account()
    cluster = Cluster("scratch", find_binaries(), folder_for(tmp_path, account), account, throwaway=True)
    yield cluster
    if cluster.answers():
        cluster.stop()


@pytest.mark.slow
def test_a_cluster_is_made_prepared_started_and_stopped(cluster):
    cluster.create()
    cluster.start()
    assert cluster.answers()
    assert not cluster.is_ready()
    cluster.prepare()
    assert cluster.is_ready()
    cluster.prepare()  # twice does no harm
    with cluster.address.connect(OWNER) as owner:
        owner.execute("CREATE TABLE note (words text)")
    with cluster.address.connect(APP) as app:
        app.execute("INSERT INTO note VALUES ('kept')")
        assert app.execute("SHOW listen_addresses").fetchone() == ("",)
        extensions = {name for (name,) in app.execute("SELECT extname FROM pg_extension")}
        assert {"pg_trgm", "btree_gist", "unaccent"} <= extensions
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("ALTER TABLE note DISABLE ROW LEVEL SECURITY")
    cluster.stop()
    assert not cluster.answers()


@pytest.mark.slow
def test_only_its_account_may_enter_the_folder_of_the_socket(cluster):
    cluster.create()
    assert cluster.home.stat().st_mode & 0o077 == 0


def test_processes_that_start_the_server_at_once_agree():
    def ask(_):
        return subprocess.run(
            [sys.executable, "-c", ONE_LINE], capture_output=True, text=True, check=True
        ).stdout

    with ThreadPoolExecutor(3) as pool:
        answers = set(pool.map(ask, range(3)))
    assert len(answers) == 1


def test_a_deep_checkout_gets_a_short_socket_folder(tmp_path):
    deep = Cluster("deep", Binaries(tmp_path, 18), tmp_path / ("d" * 110), None, throwaway=True)
    assert len(os.fsencode(deep.address.folder)) <= clusters.LONGEST_SOCKET_FOLDER


def test_the_embedded_server_can_be_chosen(monkeypatch):
    monkeypatch.setenv("AMENDS_POSTGRES", "embedded")
    assert find_binaries().folder.parent.name == "pginstall"
    assert find_binaries().major >= clusters.OLDEST_SUPPORTED


def test_addresses_name_the_role_and_the_socket(tmp_path):
    address = clusters.ServerAddress(tmp_path)
    assert address.app_url == f"postgresql://amends_app@/amends?host={tmp_path}"
    assert address.owner_url == f"postgresql://amends_owner@/amends?host={tmp_path}"
    assert SUPERUSER in address.url(SUPERUSER, "template1")
