package waybill.engine.http.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/** What Logback finds when the first logger is made, so that even the earliest line is JSON. */
public final class FirstConfiguration extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        JsonLogs.configure(context, JsonLogs.Settings.standard("waybill"), lines -> lines);
        JavaLogging.intoLogback();
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
