package waybill.deploy;

import java.nio.file.Path;
import java.util.Optional;

/** Ways to install the chart; each is rendered, and each must hold what is promised of all. */
enum ValueSet {
    /** Nothing is set. */
    USUAL(""),
    /** What the plain manifests are made from. */
    PLAIN("plain"),
    /** A shop behind a Gateway, with an issuer and Stripe. */
    GATEWAY("gateway"),
    /** Databases and broker by operators. */
    OPERATORS("operators"),
    /** Scaled by KEDA. */
    KEDA("keda"),
    /** As little as possible. */
    SMALL("small");

    private final String file;

    ValueSet(String file) {
        this.file = file;
    }

    /** The file that sets it, if anything is set. */
    Optional<Path> path() {
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(Repository.at("deploy/kubernetes/values/" + file + ".yaml"));
    }
}
