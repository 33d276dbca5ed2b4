package dev.tributary.processor;

import dev.tributary.archive.Archive;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.log.LogClients;
import dev.tributary.processor.normalise.NormaliseService;
import dev.tributary.processor.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stages of the processor, started in the order of the flow and closed in reverse.
public final class ProcessorService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProcessorService.class);

    private final Deque<AutoCloseable> stages = new ArrayDeque<>();

    private ProcessorService() {}

    /// The topics must exist.
    public static ProcessorService start(
            Settings settings,
            Endpoints.Postgres postgres,
            LogClients clients,
            MeterRegistry metrics) {
        ProcessorService service = new ProcessorService();
        boolean started = false;
        try {
            service.keep(NormaliseService.start(settings.processor(), clients, metrics));
            Archive archive = service.keep(Archive.open(postgres));
            Store store = service.keep(new Store(clients, archive, metrics));
            store.start();
            started = true;
            return service;
        } finally {
            if (!started) {
                service.close();
            }
        }
    }

    private <T extends AutoCloseable> T keep(T stage) {
        stages.push(stage);
        return stage;
    }

    @Override
    public void close() {
        while (!stages.isEmpty()) {
            AutoCloseable stage = stages.pop();
            try {
                stage.close();
            } catch (Exception e) {
                log.atError()
                        .setCause(e)
                        .addKeyValue("source", stage.getClass().getSimpleName())
                        .log("stage did not close");
            }
        }
    }
}
