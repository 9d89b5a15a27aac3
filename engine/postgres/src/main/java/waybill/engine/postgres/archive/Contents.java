package waybill.engine.postgres.archive;

import java.util.ArrayList;
import java.util.List;

/**
 * What is in an archive, in the order in which it lies there: lines that a person can read with {@code head}.
 *
 * @param product the version of Waybill that wrote it
 */
record Contents(String product, List<Table> tables) {
    static final String FORMAT = "WAYBILL-EXPORT 1";
    private static final String END = "END OF CONTENTS";

    Contents {
        tables = List.copyOf(tables);
    }

    /**
     * One table of one database.
     *
     * @param columns their names with commas between them, as SQL quotes them
     */
    record Table(String database, String name, long rows, String columns) {
        private String line() {
            return "TABLE " + database + " " + name + " " + rows + " " + columns;
        }

        private static Table of(String line) {
            String[] words = line.split(" ", 5);
            if (words.length != 5 || !words[0].equals("TABLE") || !words[3].matches("\\d{1,18}")) {
                throw new UnusableArchive("The file is not an export of Waybill: its contents cannot be read.");
            }
            return new Table(words[1], words[2], Long.parseLong(words[3]), words[4]);
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(FORMAT, "PRODUCT " + product));
        tables.forEach(table -> lines.add(table.line()));
        lines.add(END);
        return lines;
    }

    /** Where lines come from; null at the end. */
    @FunctionalInterface
    interface Lines {
        String next() throws java.io.IOException;
    }

    static Contents read(Lines lines) throws java.io.IOException {
        String format = lines.next();
        if (!format.startsWith("WAYBILL-EXPORT ")) {
            throw new UnusableArchive("The file is not an export of Waybill.");
        }
        if (!format.equals(FORMAT)) {
            throw new UnusableArchive("The file is an export of another format, which this Waybill cannot read: "
                    + format.substring(format.indexOf(' ') + 1) + ".");
        }
        String product = lines.next().replaceFirst("^PRODUCT ", "");
        List<Table> tables = new ArrayList<>();
        for (String line = lines.next(); !line.equals(END); line = lines.next()) {
            tables.add(Table.of(line));
        }
        return new Contents(product, tables);
    }

    long events() {
        return tables.stream()
                .filter(table -> table.name().equals("events"))
                .mapToLong(Table::rows)
                .sum();
    }
}
