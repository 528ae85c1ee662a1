"""What a person runs while working on journeymap: `nox -s tests`, or `nox` for all that is quick."""

from __future__ import annotations

import nox

nox.options.sessions = ["lint", "types", "imports", "tests"]
nox.options.reuse_existing_virtualenvs = True


@nox.session
def tests(session: nox.Session) -> None:
    """The tests that need nothing but pip; words behind `--` go to pytest."""
    session.install("-e", ".[test]")
    session.run("pytest", "--cov", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """The tests that drive Chromium, which must be on PATH."""
    session.install("-e", ".[test,browser]")
    session.run("pytest", "-m", "browser", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff, rules and layout."""
    session.install("ruff>=0.9")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Mypy, strict."""
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session
def imports(session: nox.Session) -> None:
    """The layers, as import-linter's contracts."""
    session.install("-e", ".", "import-linter")
    session.run("lint-imports")


@nox.session
def generate(session: nox.Session) -> None:
    """Writes everything that is generated: schemas, reference, rule pages; `-- --check` only tells what is stale."""
    session.install("-e", ".")
    session.run("python", "docs/generate.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation's site, into `site/`."""
    session.install("-e", ".[docs]")
    session.run("mkdocs", "build", "--strict")


@nox.session
def bench(session: nox.Session) -> None:
    """The benchmarks, as ratios to peers."""
    session.install(".[bench]")
    session.run("python", "benchmarks/validate.py", *session.posargs)
    session.run("python", "benchmarks/render.py")
