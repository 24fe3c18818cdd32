package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Finds room for a whole ecosystem, or one more instance, beside whatever runs on the machine. */
final class PortOffset {

  private static final List<Integer> DEFAULTS =
      List.of(
          9092, 9093, 8090, 8091, 3025, 3080, 8080, 8081, 8082, 8083, 8084, 8085, 8086, 8101, 8121,
          8980, 8981);

  /** Below the range from which systems give out ports by themselves. */
  private static final int HIGHEST = 22_000;

  private static final int LOWEST = 1_000;
  private static final int LOWEST_PORT = 10_000;
  private static final int HIGHEST_PORT = 32_000;
  private static final int ATTEMPTS = 200;

  private PortOffset() {}

  /** A shift by which every port is free. */
  static int free() {
    return IntStream.range(0, ATTEMPTS)
        .map(attempt -> RandomGenerator.getDefault().nextInt(LOWEST, HIGHEST))
        .filter(offset -> DEFAULTS.stream().allMatch(port -> isFree(port + offset)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No port offset is free"));
  }

  /** One port that is free, where no connection that somebody opens can be given it. */
  static int freePort() {
    return RandomGenerator.getDefault()
        .ints(ATTEMPTS, LOWEST_PORT, HIGHEST_PORT)
        .filter(PortOffset::isFree)
        .findFirst()
        .orElseThrow(() -> new AssertionError("No port is free"));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
