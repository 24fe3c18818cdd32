package dev.cascade.chaos.stage;

import dev.cascade.chaos.plan.FaultKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which faults this machine lets us make.
 *
 * @param kinds those
 * @param leftOut a line for each reason why others are left out
 */
public record Possible(Set<FaultKind> kinds, List<String> leftOut) {

  private static final Set<FaultKind> DISKS =
      EnumSet.of(FaultKind.DISK_FULL_SERVICE, FaultKind.DISK_FULL_BROKER);
  private static final Set<FaultKind> NETWORK =
      EnumSet.of(FaultKind.PARTITION_BROKER, FaultKind.SLOW_BROKER);

  /**
   * Tries what needs more than a user may.
   *
   * @param wanted the faults that are asked for
   * @param home a folder that may be written
   */
  public static Possible of(Set<FaultKind> wanted, Path home) {
    Set<FaultKind> kinds = EnumSet.copyOf(wanted);
    List<String> leftOut = new ArrayList<>();
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (kinds.stream().anyMatch(DISKS::contains)) {
      SmallDisk.missing(home)
          .ifPresent(why -> {
            kinds.removeAll(DISKS);
            leftOut.add("Full disks are left out, they need root and tmpfs: " + why);
          });
    }
    if (kinds.stream().anyMatch(NETWORK::contains)) {
      BrokerNetwork.missing()
          .ifPresent(why -> {
            kinds.removeAll(NETWORK);
            leftOut.add("Network faults are left out, they need root, ip and veth: " + why);
          });
    }
    if (kinds.contains(FaultKind.CLOCK_SKEW)) {
      FalseClock.missing()
          .ifPresent(why -> {
            kinds.remove(FaultKind.CLOCK_SKEW);
            leftOut.add("Wrong clocks are left out: " + why);
          });
    }
    return new Possible(kinds, List.copyOf(leftOut));
  }
}
