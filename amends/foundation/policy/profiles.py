"""Policy profiles: which rules a service screens under, with their source, force and dates."""

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from amends.foundation.policy.profile_reading import known_in, read_profile
from amends.foundation.policy.ruleset import Profile, Rule, Setting, Step
from amends.foundation.policy.source import Part, UnknownNameError, policy_folder, read

__all__ = ["Profile", "Rule", "Setting", "Step", "load_profile", "profile_parts", "profiles"]


def profiles(folder: Path | None = None) -> dict[str, tuple[Profile, ...]]:
    """Every profile by name, its versions from the oldest to the newest."""
    return {
        name: tuple(profile for _, profile in versions) for name, versions in profile_parts(folder).items()
    }


def profile_parts(folder: Path | None = None) -> dict[str, tuple[tuple[Part, Profile], ...]]:
    """The same, each with the text it was read from."""
    return _read(policy_folder(folder))


def load_profile(
    name: str, on: date | None = None, version: int | None = None, folder: Path | None = None
) -> Profile:
    """The newest version, the version that held on a day, or the version of a past decision."""
    known = profiles(folder)
    if name not in known:
        raise UnknownNameError("policy profile", name, known)
    for profile in reversed(known[name]):
        if version in {None, profile.version} and (on is None or profile.covers(on)):
            return profile
    wanted = f"version {version}" if version is not None else f"a version in force on {on}"
    versions = (f"{profile.name} {profile.version}" for profile in known[name])
    raise UnknownNameError("policy profile", f"{name} in {wanted}", versions)


@cache
def _read(folder: Path) -> dict[str, tuple[tuple[Part, Profile], ...]]:
    known = known_in(folder)
    found: dict[str, list[tuple[Part, Profile]]] = {}
    for file in sorted((folder / "profiles").glob("*.yaml")):
        part = read(file)
        profile = read_profile(part, known)
        if file.stem != profile.name and not file.stem.startswith(f"{profile.name}."):
            name = part.fields(needed=["name"], allowed=part.value)["name"]
            name.refuse(f"the file is called {file.name}, so the name should be {file.stem}.")
        found.setdefault(profile.name, []).append((part, profile))
    for versions in found.values():
        versions.sort(key=lambda version: version[1].effective_from)
        _check_succession(versions)
    return {name: tuple(versions) for name, versions in found.items()}


def _check_succession(versions: list[tuple[Part, Profile]]) -> None:
    for (_, earlier), (part, later) in pairwise(versions):
        if earlier.covers(later.effective_from) or later.version <= earlier.version:
            part.refuse(f"version {later.version} does not follow on version {earlier.version}.")
