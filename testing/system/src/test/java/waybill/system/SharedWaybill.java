package waybill.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that do not disturb each other the shop of one server, started for the first and stopped after the last.
 */
final class SharedWaybill implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedWaybill.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("server", _ -> new Server(), Server.class)
                .waybill
                .shop();
    }

    /** Closed by JUnit when all tests have run. */
    private static final class Server implements AutoCloseable {
        private final DataDirectory data = new DataDirectory();
        private final RunningWaybill waybill = RunningWaybill.start(data.path().resolve("data"));

        @Override
        public void close() {
            waybill.close();
            data.close();
        }
    }
}
