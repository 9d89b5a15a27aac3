package waybill.houserules.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import waybill.houserules.house.House;
import waybill.houserules.house.SourceFile;

/** Rules about everything that people write in this repository, whatever the language. */
public final class TextRules {
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    /** Where a build downloads from and where it happens to run is nobody's business; and we spell American. */
    private static final Pattern OUT_OF_PLACE = Pattern.compile(String.join(
            "|",
            "repo1?\\.maven" + "\\.(apache\\.)?org",
            "registry\\.npm" + "js\\.org",
            "registry\\.yarn" + "pkg\\.com",
            "/work/" + "(main|shared)",
            "/tmp/" + "wb",
            "(?i:authori" + "s(e|ation))"));

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)(?:#[^)]*)?\\)");
    private static final Pattern FOREIGN = Pattern.compile("^[a-z][a-z+.-]*:.*");
    private static final Pattern TEST = Pattern.compile("\\b([A-Z]\\w*(?:Test|Contract))\\b");

    public static final Rule NOTHING_IS_LEFT_FOR_LATER =
            new TextRule("nothing is left for later in a comment", text -> find(text, LEFT_FOR_LATER));

    public static final Rule NOTHING_IS_OUT_OF_PLACE =
            new TextRule("no text names a registry or a machine, or spells British", text -> find(text, OUT_OF_PLACE));

    public static final Rule EVERY_LINK_LEADS_SOMEWHERE = new Links();
    public static final Rule EVERY_PROMISE_NAMES_A_TEST_THAT_EXISTS = new Promises();

    public static final List<Rule> ALL = List.of(
            NOTHING_IS_LEFT_FOR_LATER,
            NOTHING_IS_OUT_OF_PLACE,
            EVERY_LINK_LEADS_SOMEWHERE,
            EVERY_PROMISE_NAMES_A_TEST_THAT_EXISTS);

    private TextRules() {}

    private static List<String> find(String text, Pattern pattern) {
        List<String> found = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                found.add(number + " says " + matcher.group());
            }
        }
        return found;
    }

    private interface Reader {
        List<String> breachesIn(String text);
    }

    private record TextRule(String sentence, Reader reader) implements Rule {
        @Override
        public Verdict judge(House house) {
            List<String> found = new ArrayList<>();
            List<String> texts = house.texts();
            for (String file : texts) {
                reader.breachesIn(house.text(file)).forEach(breach -> found.add(file + ":" + breach));
            }
            return new Verdict(texts.size(), found);
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    private record Links() implements Rule {
        @Override
        public String sentence() {
            return "every link in a document leads somewhere";
        }

        @Override
        public Verdict judge(House house) {
            List<String> found = new ArrayList<>();
            int examined = 0;
            for (String file : documents(house)) {
                String folder = file.substring(0, file.lastIndexOf('/') + 1);
                for (Matcher link = LINK.matcher(house.text(file)); link.find(); ) {
                    String target = link.group(1);
                    if (FOREIGN.matcher(target).matches()) {
                        continue;
                    }
                    examined++;
                    if (!house.has(folder + target)) {
                        found.add(file + " leads to " + target + ", which is not there");
                    }
                }
            }
            return new Verdict(examined, found);
        }

        @Override
        public String toString() {
            return sentence();
        }
    }

    private record Promises() implements Rule {
        @Override
        public String sentence() {
            return "every test a document names exists";
        }

        @Override
        public Verdict judge(House house) {
            Set<String> types = new TreeSet<>();
            house.files().stream()
                    .filter(SourceFile::isOne)
                    .forEach(file -> types.add(file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'))));
            List<String> found = new ArrayList<>();
            int examined = 0;
            for (String file : documents(house)) {
                for (Matcher test = TEST.matcher(house.text(file)); test.find(); examined++) {
                    if (!types.contains(test.group(1))) {
                        found.add(file + " names " + test.group(1) + ", which does not exist");
                    }
                }
            }
            return new Verdict(examined, found);
        }

        @Override
        public String toString() {
            return sentence();
        }
    }

    private static List<String> documents(House house) {
        return house.texts().stream().filter(file -> file.endsWith(".md")).toList();
    }
}
