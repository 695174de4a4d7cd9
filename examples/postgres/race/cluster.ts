import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A PostgreSQL of our own, in a folder of its own, that listens on a socket in there and nowhere else. */
interface Cluster {
  readonly version: string;
  /** For the driver, and for `psql`. */
  readonly env: Readonly<Record<"PGHOST" | "PGUSER" | "PGDATABASE", string>>;
  stop(): void;
}

const DEBIAN = "/usr/lib/postgresql";
const INSTALL_SECONDS = 180;

/** Where `initdb` and `pg_ctl` are: in the PATH, where `pg_config` says, or where Debian puts them, the newest. */
export function findPostgres(folders = usualFolders()): string | undefined {
  const isThere = (folder: string) => ["initdb", "pg_ctl"].every((name) => existsSync(join(folder, name)));
  return folders.find((folder) => folder !== "" && isThere(folder));
}

function usualFolders(): string[] {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  return [
    ...(process.env["PATH"] ?? "").split(delimiter),
    tried("pg_config", ["--bindir"])?.trim() ?? "",
    ...versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN, version, "bin")),
  ];
}

/** On a Debian where we are root, as containers of a CI are. */
export function installPostgres(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return undefined;
  process.stderr.write("PostgreSQL is not here: trying apt-get install postgresql\n");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const quick = ["-qq", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20"];
  tried("apt-get", [...quick, "update"], env);
  tried("apt-get", [...quick, "install", "-y", "--no-install-recommends", "postgresql"], env);
  return findPostgres();
}

/** What it prints; `undefined` when it is not there, fails or takes too long. */
function tried(command: string, args: readonly string[], env = process.env): string | undefined {
  try {
    const timeout = INSTALL_SECONDS * 1000;
    return execFileSync(command, args, {
      env,
      timeout,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
}

export function startCluster(bin: string): Cluster {
  const folder = mkdtempSync(join(tmpdir(), "follow-the-sun-race-"));
  const who = process.getuid?.() === 0 ? serviceUser() : undefined; // PostgreSQL does not run as root
  if (who !== undefined) chownSync(folder, who.uid, who.gid);
  const data = join(folder, "data");
  const run = (name: string, ...args: string[]) =>
    execFileSync(join(bin, name), args, { ...who, cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  const stop = () => {
    if (existsSync(join(data, "postmaster.pid"))) run("pg_ctl", "stop", "-D", data, "-m", "immediate");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    run("initdb", "-D", data, "-U", "race", "-A", "trust", "-E", "UTF8", "--locale=C");
    const settings = `-k '${folder}' -c listen_addresses=''`;
    run("pg_ctl", "start", "-w", "-D", data, "-l", join(folder, "log"), "-o", settings);
    const [version = ""] = /[\d.]+/.exec(tried(join(bin, "pg_ctl"), ["--version"]) ?? "") ?? [];
    return { version, env: { PGHOST: folder, PGUSER: "race", PGDATABASE: "postgres" }, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function serviceUser(): { uid: number; gid: number } | undefined {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = ["postgres", "nobody"].flatMap((name) => users.filter(([each]) => each === name))[0];
  return user && { uid: Number(user[2]), gid: Number(user[3]) };
}
