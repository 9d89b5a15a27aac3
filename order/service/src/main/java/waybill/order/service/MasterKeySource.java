package waybill.order.service;

import java.util.Optional;

/** Where the master key of personal data comes from: 32 bytes in base64 that are never stored in a database. */
public interface MasterKeySource {
    /** The key that is there. */
    Optional<String> find();

    /**
     * Keeps a new key where {@link #find} finds it from now on; asked only for a database that has had none yet.
     *
     * @throws NoMasterKey if a person has to give the key
     */
    void keep(String fresh);

    /** Where the key is looked for, for a sentence. */
    String place();

    /** A key that is there already. */
    static MasterKeySource of(String key) {
        return new MasterKeySource() {
            @Override
            public Optional<String> find() {
                return Optional.of(key);
            }

            @Override
            public void keep(String fresh) {
                throw new IllegalStateException("a key is there");
            }

            @Override
            public String place() {
                return "the configuration";
            }
        };
    }
}
