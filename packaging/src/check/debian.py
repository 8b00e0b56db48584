"""A clean Debian in a folder: made from this machine's own sources of packages, entered by chroot."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

LOOKED_AT = ("etc", "home", "opt", "root", "srv", "tmp", "usr", "var")
"""The folders in which nothing of a removed package may stay."""

NOT_LOOKED_AT = (
    "tmp/.X11-unix",  # put there by the check
    "var/cache/apt",
    "var/cache/debconf",
    "var/cache/ldconfig",
    "var/lib/apt",
    "var/lib/dpkg",
    "var/log/alternatives.log",
    "var/log/apt",
    "var/log/dpkg.log",
)
"""What apt and dpkg keep for themselves."""

FRESH = 14 * 24 * 3600
"""How old, in seconds, a kept Debian may be; security updates go into the next."""

USER = 4711
"""The number of the ordinary user and of that user's group."""


class Debian:
    """A Debian in a folder, where commands run as root or as an ordinary user.

    What is mounted here is seen by this process and its children only, and gone with them: the script runs in a mount
    namespace and a process namespace of its own.
    """

    def __init__(self, root: Path, cache: Path, log: Path) -> None:
        """:param root: where it is to be; :param cache: what makes a second run quick; :param log: what commands say"""
        self.root = root
        self._cache = cache
        self._log = log
        self._tar = cache / "debian.tar.zst"
        self._sums: dict[tuple[int, int, int, int], str] = {}

    # Making

    def make(self) -> str:
        """Makes the Debian, from the kept one if that is fresh; returns how."""
        self._cache.mkdir(parents=True, exist_ok=True)
        how = "kept"
        if not self._tar.exists() or time.time() - self._tar.stat().st_mtime > FRESH:
            self._bootstrap()
            how = "new"
        if self.root.exists():
            shutil.rmtree(self.root)
        self.root.mkdir(parents=True)
        self._told(["tar", "--extract", "--file", str(self._tar), "--zstd", "--directory", str(self.root)])
        self._mounts()
        shutil.copyfile("/etc/resolv.conf", self.root / "etc/resolv.conf")
        return how

    def _bootstrap(self) -> None:
        sources, copied, codename = self._sources()
        settings = self._cache / "apt.conf"
        settings.write_text(self._apt_settings())
        half = self._tar.with_name("half-" + self._tar.name)
        hooks = [f"--setup-hook=mkdir -p $1{Path(f).parent} && cp {f} $1{f}" for f in copied]
        include = ["--include=ca-certificates"] if "https:" in sources else []
        # Not debootstrap: that one takes neither security updates nor more than one source, nor apt's own settings.
        self._told(
            ["mmdebstrap", "--mode=root", "--variant=minbase", f"--aptopt={settings}", *include, *hooks]
            + [codename, str(half), "-"],
            stdin=sources,
            seconds=900,
        )
        half.replace(self._tar)

    @staticmethod
    def _sources() -> tuple[str, list[str], str]:
        """Debian's own among this machine's sources: lines of sources.list, files these name, and the code name."""
        form = "$(ORIGIN)|$(CODENAME)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)"
        told = subprocess.run(
            ["apt-get", "indextargets", "--format", form, "Created-By: Packages"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        rows = [line.split("|") for line in told.splitlines() if line.startswith("Debian|")]
        if not rows:
            raise AssertionError("apt knows no packages of Debian here: run apt-get update on a Debian")
        text = "".join(dict.fromkeys(f"deb {uri} {release} {component}\n" for _, _, uri, release, component in rows))
        named = [uri.removeprefix("mirror+file:").rstrip("/") for _, _, uri, _, _ in rows if uri.startswith("mirror+file:")]
        return text, list(dict.fromkeys(named)), rows[0][1]

    @staticmethod
    def _apt_settings() -> str:
        """What apt needs here to reach its sources: proxies, time-outs, certificates, whether old lists are good."""
        told = subprocess.run(["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=True).stdout
        kept = [
            line
            for line in told.splitlines()
            if line.startswith(("Acquire::http", "Acquire::https", "Acquire::Retries", "Acquire::Check-"))
        ]
        return "\n".join([*kept, 'Acquire::Languages "none";', ""])

    def _mounts(self) -> None:
        for kind, where, options in (
            ("proc", "proc", ""),
            ("tmpfs", "dev/shm", "mode=1777"),
            ("tmpfs", "run", "mode=755"),
            ("tmpfs", "tmp", "mode=1777"),
        ):
            target = self.root / where
            target.mkdir(exist_ok=True)
            self._told(["mount", "-t", kind, *(["-o", options] if options else []), kind, str(target)])
        for kept, where in (("lists", "var/lib/apt/lists"), ("archives", "var/cache/apt/archives")):
            (self._cache / kept / "partial").mkdir(parents=True, exist_ok=True)
            self._told(["mount", "--bind", str(self._cache / kept), str(self.root / where)])
        # Lists of packages that are asked for again on every run cost more than all else.
        (self.root / "etc/apt/apt.conf.d/90check").write_text(
            'APT::Keep-Downloaded-Packages "true";\nAPT::Sandbox::User "root";\nAPT::Get::Assume-Yes "true";\n'
        )

    def add_user(self, name: str) -> None:
        """Makes an ordinary user, with a home."""
        self.run(["useradd", "--create-home", "--uid", str(USER), "--user-group", "--shell", "/bin/bash", name])

    def show(self, display: str) -> None:
        """Lets programs in here reach a screen that is outside."""
        sockets = self.root / "tmp/.X11-unix"
        if not sockets.exists():
            sockets.mkdir()
            self._told(["mount", "--bind", "/tmp/.X11-unix", str(sockets)])

    def install_lists(self) -> None:
        """Brings the lists of packages up to date, unless they were today."""
        stamp = self._cache / "lists.stamp"
        if not stamp.exists() or time.time() - stamp.stat().st_mtime > 12 * 3600:
            self.run(["apt-get", "update", "-q"], network=True)
            stamp.touch()

    # Running

    def command(self, command: Sequence[str], home: str | None = None, network: bool = False) -> list[str]:
        """What to run outside so that a command runs in here; it becomes the command, with the same process id.

        :param home: of the ordinary user who runs it; without one it is root
        :param network: whether it has this machine's network; otherwise only a loopback of its own
        """
        # Found here: the environment is that of the command, whose PATH an ordinary user's does not have them on.
        chroot, ip = (shutil.which(tool) or tool for tool in ("chroot", "ip"))
        inside = [chroot, *([f"--userspec={USER}:{USER}", "--groups="] if home else []), str(self.root)]
        inside += ["env", "-C", home or "/root", *command]
        if network:
            return inside
        return ["unshare", "--net", "sh", "-c", f'{ip} link set lo up && exec "$@"', "sh", *inside]

    def environment(self, home: str | None = None, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment of a command in here: nothing of this machine's but its proxies."""
        proxies = {k: v for k, v in os.environ.items() if k.lower() in ("http_proxy", "https_proxy", "no_proxy")}
        path = "/usr/local/bin:/usr/bin:/bin" if home else "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return {
            "PATH": path,
            "HOME": home or "/root",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            **({} if home else proxies),
            **(more or {}),
        }

    def run(
        self,
        command: Sequence[str],
        home: str | None = None,
        network: bool = False,
        status: int | None = 0,
        seconds: float = 300,
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end and returns what it wrote.

        :param status: which exit status it has to have, if any
        """
        done = subprocess.run(
            self.command(command, home, network),
            env=self.environment(home, environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
        )
        told = subprocess.CompletedProcess(
            command, done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
        )
        self._note(command, told)
        if status is not None and told.returncode != status:
            last = (told.stderr or told.stdout).strip().splitlines()[-5:]
            raise AssertionError(f"{' '.join(command)}: status {told.returncode}, not {status}: {' / '.join(last)}")
        return told

    # Looking

    def files(self) -> dict[str, str]:
        """Every file that is looked at, with its kind, mode, owner and check sum."""
        found: dict[str, str] = {}
        for top in LOOKED_AT:
            for folder, folders, names in os.walk(self.root / top):
                here = Path(folder)
                folders[:] = [f for f in folders if self._looked_at(here / f)]
                for name in [*folders, *names]:
                    path = here / name
                    if self._looked_at(path):
                        found["/" + str(path.relative_to(self.root))] = self._described(path)
        return found

    def _looked_at(self, path: Path) -> bool:
        return str(path.relative_to(self.root)) not in NOT_LOOKED_AT

    def _described(self, path: Path) -> str:
        state = path.lstat()
        owner = f"{stat.filemode(state.st_mode)} {state.st_uid}:{state.st_gid}"
        if stat.S_ISLNK(state.st_mode):
            return f"{owner} -> {os.readlink(path)}"
        if stat.S_ISREG(state.st_mode):
            # Nobody but the kernel sets the time of the last change, so what has the same one is read once.
            key = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
            if key not in self._sums:
                with path.open("rb") as file:
                    self._sums[key] = hashlib.file_digest(file, "sha256").hexdigest()
            return f"{owner} {self._sums[key]}"
        return owner

    def owned(self, package: str) -> set[str]:
        """The files and folders of a package, as dpkg lists them."""
        return set(self.run(["dpkg", "-L", package]).stdout.splitlines()) - {"/."}

    # Logging

    def _told(self, command: Sequence[str], stdin: str | None = None, seconds: float = 300) -> None:
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=seconds)
        self._note(command, done)
        if done.returncode != 0:
            last = (done.stderr or done.stdout).strip().splitlines()[-5:]
            raise AssertionError(f"{' '.join(command)}: status {done.returncode}: {' / '.join(last)}")

    def _note(self, command: Sequence[str], done: subprocess.CompletedProcess[str]) -> None:
        with self._log.open("a") as log:
            log.write(f"$ {' '.join(command)}\n{done.stdout}{done.stderr}= {done.returncode}\n\n")


def difference(before: Mapping[str, str], after: Mapping[str, str], besides: Iterable[str] = ()) -> list[str]:
    """What is not as it was, a line each.

    :param besides: beginnings of paths that may differ
    """
    told = []
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path) and not path.startswith(tuple(besides)):
            what = "new" if path not in before else "gone" if path not in after else "changed"
            told.append(f"{what}: {path} {after.get(path, '')}".rstrip())
    return told
