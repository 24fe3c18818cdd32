package dev.cascade.bench.peers;

import dev.cascade.local.platform.PlatformServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The processes of a peer, which end with this JVM at the latest. */
public final class PeerProcesses implements AutoCloseable {

  private static final Duration READY_BOUND = Duration.ofMinutes(2);

  private final List<PlatformServer> servers = new ArrayList<>();
  private final Thread endWithThisJvm = new Thread(this::closeAll, "end-peer");

  /** None yet. */
  public PeerProcesses() {
    Runtime.getRuntime().addShutdownHook(endWithThisJvm);
  }

  /** Starts some together and waits until all are ready. */
  public void start(List<? extends PlatformServer> together) {
    servers.addAll(together);
    together.forEach(PlatformServer::start);
    together.forEach(server -> server.awaitReady(READY_BOUND));
  }

  /** Those that run, by name. */
  public Map<String, ProcessHandle> running() {
    Map<String, ProcessHandle> running = new LinkedHashMap<>();
    servers.stream()
        .filter(PlatformServer::isAlive)
        .forEach(server -> running.put(server.name(), server.process()));
    return running;
  }

  @Override
  public void close() {
    closeAll();
    Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
  }

  /** The last to start goes first. */
  private void closeAll() {
    servers.reversed().forEach(PlatformServer::close);
  }
}
