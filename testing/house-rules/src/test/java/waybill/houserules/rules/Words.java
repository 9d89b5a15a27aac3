package waybill.houserules.rules;

import com.sun.source.tree.ModifiersTree;
import java.util.Collection;

/** How sources say what they are. */
final class Words {
    private Words() {}

    static boolean isOverride(ModifiersTree modifiers) {
        return isAnnotated(modifiers, java.util.Set.of("Override"));
    }

    /** Whether one of these annotations stands here, by simple or by full name. */
    static boolean isAnnotated(ModifiersTree modifiers, Collection<String> names) {
        return modifiers.getAnnotations().stream()
                .map(annotation -> annotation.getAnnotationType().toString())
                .anyMatch(name -> names.contains(name.substring(name.lastIndexOf('.') + 1)));
    }
}
