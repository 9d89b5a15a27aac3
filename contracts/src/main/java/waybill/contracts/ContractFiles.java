package waybill.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The written contract, as it is packaged with the program. */
public final class ContractFiles {
    private ContractFiles() {}

    /** The HTTP API: OpenAPI 3.1 in YAML. */
    public static byte[] openApi() {
        return read("openapi.yaml");
    }

    /** The events: AsyncAPI 3.0 in YAML; its messages refer to {@link #schema}. */
    public static byte[] asyncApi() {
        return read("asyncapi.yaml");
    }

    /** The JSON schema of an announcement's data, by its type; {@code common} for the parts they share. */
    public static byte[] schema(String type) {
        return read("schemas/" + type + ".json");
    }

    private static byte[] read(String name) {
        try (InputStream in = ContractFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("not a file of the contract: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
