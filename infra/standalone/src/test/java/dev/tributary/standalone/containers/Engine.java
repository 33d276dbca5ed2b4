package dev.tributary.standalone.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/// The Docker engine, as Testcontainers finds it: what it knows of a container, and what it can do
/// to one. Containers are named by their ids.
final class Engine {

    private final DockerClient docker = DockerClientFactory.instance().client();
    private final String image;

    /// @param image of our programs
    Engine(String image) {
        this.image = image;
    }

    static boolean answers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /// Its networks, with the names that it has there.
    record Cut(String container, Map<String, ContainerNetwork> networks) {
        Cut {
            networks = Map.copyOf(networks);
        }
    }

    /// @param health as its health check says: `starting`, `healthy`, `unhealthy`
    record Condition(boolean isRunning, String health, int restarts, long exitCode) {
        boolean isHealthy() {
            return isRunning && health.equals("healthy");
        }
    }

    /// The one of a service, whether it runs or not; empty if there is none.
    Optional<String> container(String project, String service) {
        return docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(
                        Map.of(
                                "com.docker.compose.project", project,
                                "com.docker.compose.service", service,
                                "com.docker.compose.oneoff", "False"))
                .exec()
                .stream()
                .map(Container::getId)
                .findFirst();
    }

    Condition condition(String container) {
        InspectContainerResponse found = docker.inspectContainerCmd(container).exec();
        InspectContainerResponse.ContainerState state = found.getState();
        return new Condition(
                Boolean.TRUE.equals(state.getRunning()),
                state.getHealth() == null ? "" : state.getHealth().getStatus(),
                Optional.ofNullable(found.getRestartCount()).orElse(0),
                Optional.ofNullable(state.getExitCodeLong()).orElse(0L));
    }

    void pause(String container) {
        docker.pauseContainerCmd(container).exec();
    }

    void resume(String container) {
        docker.unpauseContainerCmd(container).exec();
    }

    Cut cut(String container) {
        Cut cut =
                new Cut(
                        container,
                        docker.inspectContainerCmd(container)
                                .exec()
                                .getNetworkSettings()
                                .getNetworks());
        cut.networks()
                .values()
                .forEach(network ->
                        docker.disconnectFromNetworkCmd()
                                .withNetworkId(network.getNetworkID())
                                .withContainerId(container)
                                .exec());
        return cut;
    }

    /// With the names it had: an engine forgets those that compose gave it.
    void heal(Cut cut) {
        cut.networks()
                .values()
                .forEach(network ->
                        docker.connectToNetworkCmd()
                                .withNetworkId(network.getNetworkID())
                                .withContainerId(cut.container())
                                .withContainerNetwork(
                                        new ContainerNetwork().withAliases(network.getAliases()))
                                .exec());
    }

    /// SIGKILL to its process from outside of it: `docker kill` would switch the restart policy
    /// off.
    ///
    /// @param compose by which another container is asked where the process is out of reach
    void kill(String container, Compose compose) {
        long pid = docker.inspectContainerCmd(container).exec().getState().getPidLong();
        if (!isOurs(pid, container) || !ProcessHandle.of(pid).orElseThrow().destroyForcibly()) {
            compose.command(
                    List.of(
                            "docker",
                            "run",
                            "--rm",
                            "--pid=host",
                            "--user=0",
                            "--network=none",
                            image,
                            "bash",
                            "-c",
                            "kill -9 " + pid));
        }
    }

    /// Not where the engine has a machine of its own.
    private static boolean isOurs(long pid, String container) {
        Path cgroup = Path.of("/proc", Long.toString(pid), "cgroup");
        try {
            return Files.isReadable(cgroup) && Files.readString(cgroup).contains(container);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In bytes.
    long imageSize() {
        return Optional.ofNullable(docker.inspectImageCmd(image).exec().getSize()).orElse(0L);
    }
}
