package waybill.contracts.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import org.jspecify.annotations.Nullable;

/**
 * What is not {@code @Nullable} must be there when a record is read, and must not be null, nor hold nulls. Looks at the
 * record's constructor once, when the reader of its class is built.
 */
final class NothingMissing extends JacksonAnnotationIntrospector {
    private static final JsonSetter.Value NO_NULLS = JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);
    private static final JsonSetter.Value NULL_BUT_NO_NULLS_INSIDE = JsonSetter.Value.construct(Nulls.SET, Nulls.FAIL);

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return isParameter(member) ? Boolean.valueOf(!mayBeNull(member)) : super.hasRequiredMarker(member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
        if (!isParameter(member)) {
            return super.findSetterInfo(member);
        }
        return mayBeNull(member) ? NULL_BUT_NO_NULLS_INSIDE : NO_NULLS;
    }

    private static boolean isParameter(Annotated member) {
        return member instanceof AnnotatedParameter parameter && parameter.getOwner() instanceof AnnotatedConstructor;
    }

    private static boolean mayBeNull(Annotated member) {
        return member instanceof AnnotatedParameter parameter
                && parameter.getOwner() instanceof AnnotatedConstructor constructor
                && constructor
                        .getAnnotated()
                        .getAnnotatedParameterTypes()[parameter.getIndex()]
                        .isAnnotationPresent(Nullable.class);
    }
}
