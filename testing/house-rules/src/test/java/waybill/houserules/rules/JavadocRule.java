package waybill.houserules.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import waybill.houserules.house.SourceFile;

/** Finds public types and public methods without a sentence. Overrides, constructors and accessors inherit theirs. */
final class JavadocRule extends SourceRule.Walk {
    private static final Set<Tree.Kind> INTERFACES = Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE);

    private JavadocRule(SourceFile file) {
        super(file);
    }

    static Rule rule() {
        return SourceRule.walking(
                "every public type and public method that ships says in a sentence what it is",
                file -> !file.isTest() && !file.isPackageInfo(),
                JavadocRule::new);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, Void nothing) {
        if (isPublic(getCurrentPath()) && !file().hasJavadoc(getCurrentPath())) {
            note(file().at(type) + " " + type.getSimpleName() + " has no sentence");
        }
        return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, Void nothing) {
        boolean constructor = method.getReturnType() == null;
        boolean silent = constructor || Words.isOverride(method.getModifiers()) || isAccessor(method);
        if (!silent && isPublic(getCurrentPath()) && !file().hasJavadoc(getCurrentPath())) {
            note(file().at(method) + " " + method.getName() + " has no sentence");
        }
        return super.visitMethod(method, null);
    }

    private boolean isAccessor(MethodTree method) {
        ClassTree around = (ClassTree) getCurrentPath().getParentPath().getLeaf();
        return around.getKind() == Tree.Kind.RECORD
                && method.getParameters().isEmpty()
                && around.getMembers().stream()
                        .anyMatch(member -> member instanceof VariableTree component
                                && component.getName().equals(method.getName())
                                && !component.getModifiers().getFlags().contains(Modifier.STATIC));
    }

    /** Whether everybody can see it: it is public, and so is everything around it. */
    private static boolean isPublic(TreePath place) {
        TreePath around = place.getParentPath();
        if (around == null) {
            return true;
        }
        return switch (place.getLeaf()) {
            case ClassTree type -> saysPublic(type.getModifiers(), around) && isPublic(around);
            case MethodTree method -> saysPublic(method.getModifiers(), around) && isPublic(around);
            default -> false;
        };
    }

    private static boolean saysPublic(ModifiersTree modifiers, TreePath around) {
        if (modifiers.getFlags().contains(Modifier.PRIVATE)) {
            return false;
        }
        return modifiers.getFlags().contains(Modifier.PUBLIC)
                || INTERFACES.contains(around.getLeaf().getKind());
    }
}
