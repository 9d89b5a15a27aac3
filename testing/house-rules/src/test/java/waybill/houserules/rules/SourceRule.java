package waybill.houserules.rules;

import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import waybill.houserules.house.House;
import waybill.houserules.house.SourceFile;

/** A rule about sources, one file at a time. */
record SourceRule(String sentence, Predicate<SourceFile> among, Function<SourceFile, List<String>> breaches)
        implements Rule {
    /** A walk over one file that notes breaches as it finds them. */
    abstract static class Walk extends TreePathScanner<Void, Void> {
        private final List<String> found = new ArrayList<>();
        private final SourceFile file;

        Walk(SourceFile file) {
            this.file = file;
        }

        SourceFile file() {
            return file;
        }

        void note(String breach) {
            found.add(breach);
        }

        List<String> found() {
            scan(file.unit(), null);
            return found;
        }
    }

    static SourceRule walking(String sentence, Predicate<SourceFile> among, Function<SourceFile, Walk> walk) {
        return new SourceRule(sentence, among, file -> walk.apply(file).found());
    }

    @Override
    public Verdict judge(House house) {
        List<SourceFile> files = house.sources().stream().filter(among).toList();
        return new Verdict(
                files.size(),
                files.stream().flatMap(file -> breaches.apply(file).stream()).toList());
    }

    @Override
    public String toString() {
        return sentence;
    }
}
