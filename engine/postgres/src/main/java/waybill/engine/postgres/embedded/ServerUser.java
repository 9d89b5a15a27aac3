package waybill.engine.postgres.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom PostgreSQL runs as: us, or, because it refuses root, another user when we are root. */
record ServerUser(int uid, int gid, boolean switched) {
    private static final Path USERS = Path.of("/etc/passwd");

    /** Whoever owns the data already, else us, else (for root) postgres or nobody. */
    static ServerUser of(Path data) throws IOException {
        UnixSystem me = new UnixSystem();
        int uid = Math.toIntExact(me.getUid());
        int owner = Files.exists(data) ? number(data, "unix:uid") : uid;
        if (uid != 0 && owner != uid) {
            throw new EmbeddedPostgresException(
                    "%s belongs to the user %s: start Waybill as that user or choose another directory with --data."
                            .formatted(data, Files.getOwner(data).getName()));
        }
        if (uid != 0) {
            return new ServerUser(uid, Math.toIntExact(me.getGid()), false);
        }
        ServerUser other = owner == 0 ? known() : new ServerUser(owner, number(data, "unix:gid"), true);
        if (Program.find("setpriv").filter(setpriv -> !isOfBusybox(setpriv)).isEmpty()) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL does not run as root and setpriv is not installed: start Waybill as an ordinary user.");
        }
        other.mustReach(data);
        return other;
    }

    /** The words before a program that make it run as this user. */
    List<String> prefix() {
        return switched ? setpriv(List.of()) : List.of();
    }

    /**
     * The words before the server. In a session of its own, an interrupt typed for Waybill does not hit the server
     * while Waybill still needs it; with the parent's death as a signal, it stops even when Waybill is killed.
     */
    List<String> prefixBoundToUs() {
        List<String> words = new ArrayList<>();
        Program.find("setsid").map(Path::toString).ifPresent(words::add);
        words.addAll(setpriv(List.of("--pdeathsig=INT")));
        return words;
    }

    private List<String> setpriv(List<String> options) {
        return Program.find("setpriv")
                .filter(setpriv -> !isOfBusybox(setpriv))
                .map(setpriv -> {
                    List<String> words = new ArrayList<>(List.of(setpriv.toString()));
                    words.addAll(switched ? List.of("--reuid=" + uid, "--regid=" + gid, "--clear-groups") : List.of());
                    words.addAll(options);
                    words.add("--");
                    return words;
                })
                .orElseGet(ArrayList::new);
    }

    /** Busybox has a program of that name which knows none of these options. */
    private static boolean isOfBusybox(Path program) {
        try {
            return program.toRealPath().getFileName().toString().startsWith("busybox");
        } catch (IOException gone) {
            return true;
        }
    }

    /** Gives a file to this user. */
    void own(Path file) throws IOException {
        if (switched) {
            Files.setAttribute(file, "unix:gid", gid);
            Files.setAttribute(file, "unix:uid", uid);
        }
    }

    private static ServerUser known() throws IOException {
        return entry("postgres")
                .or(() -> entry("nobody"))
                .orElseThrow(() -> new EmbeddedPostgresException(
                        "PostgreSQL does not run as root and this machine has no user postgres and no user nobody:"
                                + " start Waybill as an ordinary user."));
    }

    private static Optional<ServerUser> entry(String name) {
        try (Stream<String> users = Files.lines(USERS)) {
            return users.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 3 && fields[0].equals(name))
                    .map(fields -> new ServerUser(Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), true))
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private void mustReach(Path data) throws IOException {
        for (@Nullable Path above = data.getParent(); above != null; above = above.getParent()) {
            if (!mayPass(above)) {
                throw new EmbeddedPostgresException(
                        ("PostgreSQL does not run as root but as user number %d, who may not pass through %s: choose"
                                        + " another directory, such as --data /var/lib/waybill, or start Waybill as"
                                        + " an ordinary user.")
                                .formatted(uid, above));
            }
        }
    }

    private boolean mayPass(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        if (number(directory, "unix:uid") == uid) {
            return permissions.contains(PosixFilePermission.OWNER_EXECUTE);
        }
        return permissions.contains(
                number(directory, "unix:gid") == gid
                        ? PosixFilePermission.GROUP_EXECUTE
                        : PosixFilePermission.OTHERS_EXECUTE);
    }

    private static int number(Path file, String attribute) throws IOException {
        return (Integer) Files.getAttribute(file, attribute);
    }
}
