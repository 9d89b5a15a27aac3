package waybill.contracts.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Records as JSON bytes and back: the form of {@link WireJson}, in which some types may have a form of their own. */
public final class WireForm {
    /** Deeper than anything we write; API.md §1 gives requests the same limit. */
    private static final int DEPTH_MAX = 32;

    private final JsonMapper mapper;
    private final ClassValue<ObjectWriter> writers = new ClassValue<>() {
        @Override
        protected ObjectWriter computeValue(Class<?> type) {
            return mapper.writerFor(type);
        }
    };
    private final ClassValue<ObjectReader> readers = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return mapper.readerFor(type);
        }
    };

    private WireForm(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** The form with these types' own forms in it. */
    public static WireForm with(Module... ownForms) {
        return new WireForm(mapper().addModules(ownForms).build());
    }

    /** The value as UTF-8 JSON: members in the order of the record's components, nulls left out. */
    public byte[] write(Object value) {
        return write(writers.get(value.getClass()), value);
    }

    /** The same, while own forms can ask their provider for an attribute. */
    public byte[] write(Object value, Object attribute, Object of) {
        return write(writers.get(value.getClass()).withAttribute(attribute, of), value);
    }

    private static byte[] write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /**
     * The value that these bytes say.
     *
     * @throws UnreadableJson if they do not say exactly one value of this type
     */
    public <T> T read(byte[] json, Class<T> type) {
        try {
            @Nullable Object value = readers.get(type).readValue(json);
            if (value == null) {
                throw new UnreadableJson(type, "nothing", null);
            }
            return type.cast(value);
        } catch (JsonProcessingException e) {
            throw new UnreadableJson(type, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    private static JsonMapper.Builder mapper() {
        return JsonMapper.builder(factory())
                .addModule(new KernelTypes())
                .annotationIntrospector(new NothingMissing())
                .accessorNaming(new OnlyComponents())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    /** Buffers are pooled by a queue, not by thread: virtual threads are too many and too short-lived to own one. */
    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .build())
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                .build();
    }
}
