package dev.tributary.cli.status;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the programs tell how they do. A name that stands for several addresses stands for as many
/// programs, and all of them are asked.
///
/// @param processor null where the ingestor's page tells that too
public record StatusPages(URI ingestor, @Nullable URI processor) {

    /// Of programs on this machine, each by itself.
    private static final StatusPages LOCAL =
            new StatusPages(
                    URI.create("http://127.0.0.1:9464/status"),
                    URI.create("http://127.0.0.1:9465/status"));

    /// What is configured, else what the running stack says, else this machine.
    public static StatusPages of(Settings.Status configured, Endpoints endpoints) {
        URI ingestor = configured.ingestor();
        if (ingestor == null && endpoints.ingestorStatus() != null) {
            return new StatusPages(endpoints.ingestorStatus(), configured.processor());
        }
        return new StatusPages(
                ingestor == null ? LOCAL.ingestor : ingestor,
                configured.processor() == null ? LOCAL.processor : configured.processor());
    }

    /// The same processor, another ingestor.
    public StatusPages withIngestor(URI other) {
        return new StatusPages(other, processor);
    }

    /// One page for each address of the name; none if nobody knows the name.
    static List<URI> each(URI page) {
        List<URI> pages = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(page.getHost())) {
                pages.add(
                        new URI(
                                page.getScheme(),
                                null,
                                address.getHostAddress(),
                                page.getPort(),
                                page.getPath(),
                                page.getQuery(),
                                null));
            }
        } catch (UnknownHostException e) {
            return List.of();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("\"" + page + "\" is no address of a page", e);
        }
        return List.copyOf(pages);
    }
}
