package dev.cascade.local.bill;

import java.util.List;

/**
 * Something that is packaged and not made here.
 *
 * @param name as {@code group:artifact}
 * @param version as its repository has it
 * @param licences as it says itself: ids of SPDX, or names; of several, one may be chosen
 */
public record Component(String name, String version, List<String> licences) {

  /** Takes a copy. */
  public Component {
    licences = List.copyOf(licences);
  }

  @Override
  public String toString() {
    return name + ":" + version;
  }
}
