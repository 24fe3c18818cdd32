package dev.cascade.bench.resources;

import java.util.Map;

/**
 * What was used between two moments.
 *
 * @param seconds how long that was
 * @param parts by name of the process, the bench itself as {@code driver}
 * @param machineCores how many cores' worth of time all programs of the machine used, 0 if unknown
 */
public record ResourceUse(double seconds, Map<String, PartUse> parts, double machineCores) {

  /** The name of the bench's own process. */
  public static final String DRIVER = "driver";

  /**
   * What one process used.
   *
   * @param cpuMillis processor time
   * @param residentMegabytes resident memory in the end
   */
  public record PartUse(double cpuMillis, double residentMegabytes) {}

  /** Processor time of all parts but the driver. */
  public double systemCpuMillis() {
    return parts.entrySet().stream()
        .filter(part -> !part.getKey().equals(DRIVER))
        .mapToDouble(part -> part.getValue().cpuMillis())
        .sum();
  }

  /** How many cores' worth of time all parts but the driver used. */
  public double systemCores() {
    return systemCpuMillis() / 1_000 / seconds;
  }

  /** How many cores' worth of time a part used. */
  public double cores(String part) {
    PartUse use = parts.get(part);
    return use == null ? 0 : use.cpuMillis() / 1_000 / seconds;
  }

  /** How many cores' worth of time programs used that are no part of the test. */
  public double foreignCores() {
    double own = parts.keySet().stream().mapToDouble(this::cores).sum();
    return Math.max(0, machineCores - own);
  }
}
