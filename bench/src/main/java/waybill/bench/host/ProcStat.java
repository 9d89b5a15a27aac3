package waybill.bench.host;

import java.util.concurrent.TimeUnit;

/**
 * One process as {@code /proc/<pid>/stat} tells it.
 *
 * @param ownMicros CPU time of its own threads, user and system
 * @param childMicros CPU time of its children that have ended and were waited for
 */
public record ProcStat(long pid, String command, long parent, long ownMicros, long childMicros) {
    /** Linux counts CPU time for user space in hundredths of a second, whatever the kernel's own tick is. */
    private static final long MICROS_PER_TICK = TimeUnit.MILLISECONDS.toMicros(10);

    private static final int PARENT = 1;
    private static final int IDLE = 4;
    private static final int WAITING_FOR_DISK = 5;
    private static final int STOLEN = 8;
    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    /** Reads the line. The command stands in parentheses and may itself hold spaces and parentheses. */
    public static ProcStat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 0 || close < open) {
            throw new IllegalArgumentException("not a line of /proc/<pid>/stat: " + line);
        }
        String[] fields = line.substring(close + 1).strip().split(" ", -1);
        if (fields.length <= CHILDREN_SYSTEM_TIME) {
            throw new IllegalArgumentException("not a line of /proc/<pid>/stat: " + line);
        }
        return new ProcStat(
                Long.parseLong(line.substring(0, open).strip()),
                line.substring(open + 1, close),
                Long.parseLong(fields[PARENT]),
                micros(fields, USER_TIME),
                micros(fields, USER_TIME + 2));
    }

    /** User and system time stand beside each other. */
    private static long micros(String[] fields, int userTime) {
        return (Long.parseLong(fields[userTime]) + Long.parseLong(fields[userTime + 1])) * MICROS_PER_TICK;
    }

    /** Reads the first line of {@code /proc/stat}: everything but waiting, which is the fourth and the fifth number. */
    static long busyMicros(String machine) {
        String[] fields = machine.lines().findFirst().orElse("").strip().split(" +", -1);
        long ticks = 0;
        for (int field = 1; field < fields.length && field <= STOLEN; field++) {
            ticks += field == IDLE || field == WAITING_FOR_DISK ? 0 : Long.parseLong(fields[field]);
        }
        return ticks * MICROS_PER_TICK;
    }
}
