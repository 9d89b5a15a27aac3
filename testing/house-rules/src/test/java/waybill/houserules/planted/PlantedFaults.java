package waybill.houserules.planted;

import java.util.List;
import java.util.stream.Stream;

/** All planted faults. */
public final class PlantedFaults {
    /** Every rule has at least one. */
    public static final List<PlantedFault> ALL = Stream.of(
                    PlantedImports.all(), PlantedUses.all(), PlantedSources.all(), PlantedTexts.all())
            .flatMap(faults -> faults)
            .toList();

    private PlantedFaults() {}
}
