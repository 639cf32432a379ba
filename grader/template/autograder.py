#!/usr/bin/env python3
"""Classroom 50's way to Paralelo: grades the checkout that it is started in, and leaves result.json there.

Spec and grader come from {{upstream}} at {{ref}}; of the checkout only the files are taken that kata.json
allows. Exit code 0: there is a verdict, whatever it is. Anything else: there is none, and it was not the student.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

UPSTREAM = "{{upstream}}"
REF = "{{ref}}"
KATAS = "{{katas}}"
FACES = {"result.json": "classroom50", "release-body.md": "markdown"}
VERDICTS = {0: "passed", 1: "failed", 3: "inconclusive"}
PNPM = ["npx", "--yes", "pnpm@12", "--silent"]
NAMESPACES = pathlib.Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")


def fetch(into):
    """A checkout of what is trusted. It takes nothing from the student's, not even git's settings for it."""
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    git = ["git", "-C", str(into)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "fetch", "--quiet", "--depth", "1", f"{server}/{UPSTREAM}", REF], check=True)
    subprocess.run([*git, "checkout", "--quiet", "FETCH_HEAD"], check=True)


def grader(trusted, *arguments, stdout=None):
    """What the grader says. Its code says the verdict; any other code is a fault of ours or of the machine."""
    done = subprocess.run([*PNPM, *arguments], cwd=trusted, stdout=stdout, check=False)
    if done.returncode not in VERDICTS:
        sys.exit(f"No verdict: {' '.join(arguments)} ended with code {done.returncode}.")
    return done.stdout


def refuse_faults(result):
    """The code says what the student must mend first. A fault of ours beside it is no zero, so there is no verdict then."""
    katas = json.loads(result.read_text(encoding="utf8"))["katas"]
    faults = [kata["kata"] for kata in katas if kata["status"] == "error"]
    if faults:
        sys.exit(f"No verdict: the grader itself failed at {', '.join(faults)}.")


def remove(path):
    """Whatever a student put there: it is no verdict, and a link would lead the one that we write elsewhere."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def main():
    checkout = pathlib.Path.cwd()
    for name in FACES:
        remove(checkout / name)
    if NAMESPACES.is_file() and NAMESPACES.read_text().strip() == "1":
        # Ubuntu 24.04 keeps ordinary users from making namespaces, which is what bubblewrap is for.
        subprocess.run(["sudo", "-n", "sysctl", "--quiet", "--write", f"kernel.{NAMESPACES.name}=0"], check=False)
    with tempfile.TemporaryDirectory(prefix="paralelo-") as temporary:
        trusted, out = pathlib.Path(temporary, "trusted"), pathlib.Path(temporary, "out")
        trusted.mkdir()
        fetch(trusted)
        grade = ["grade", KATAS, "--submission", str(checkout), "--require-isolation", "full", "--out", str(out)]
        grader(trusted, *grade)
        refuse_faults(out / "result.json")
        report = ["grader", "report", str(out / "result.json"), "--reporter"]
        said = {name: grader(trusted, *report, face, stdout=subprocess.PIPE) for name, face in FACES.items()}
    for name, text in said.items():
        with open(checkout / name, "xb") as file:
            file.write(text)


if __name__ == "__main__":
    try:
        main()
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"No verdict: {error}")
