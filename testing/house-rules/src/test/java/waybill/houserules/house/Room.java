package waybill.houserules.house;

import java.util.List;
import java.util.Set;

/**
 * One row of the import table: a room, and what it may know.
 *
 * @param path where it is, from the root of the repository
 * @param packageName the package all of it lives in
 * @param rooms the packages of the house it may import, as ArchUnit writes them
 * @param modules the modules of the house its pom may name
 * @param jdk the packages of the JDK it may import
 * @param libraries what is not ours and it may import
 */
public record Room(
        String path,
        String packageName,
        List<String> rooms,
        List<String> modules,
        List<String> jdk,
        Set<Library> libraries) {
    /** Whether it has code that ships; rooms that are tests only are judged by their sources. */
    public boolean ships() {
        return !jdk.isEmpty();
    }

    public String everything() {
        return packageName + "..";
    }
}
