package dev.cascade.chaos.faults;

import dev.cascade.chaos.plan.Fault;
import java.util.Optional;

/** How a kind of fault is done. */
public interface Mechanism {

  /** Does it, and returns at once. */
  void strike(Fault fault);

  /**
   * What has to be seen while it lasts; takes as long as it needs, in bounds.
   *
   * @return what is wrong, empty when nothing is
   */
  default Optional<String> meanwhile(Fault fault) {
    return Optional.empty();
  }

  /** Takes it back; whatever has to recover from it does so by itself. */
  void heal(Fault fault);

  /**
   * What has to be seen once all has recovered.
   *
   * @return what is wrong, empty when nothing is
   */
  default Optional<String> afterwards(Fault fault) {
    return Optional.empty();
  }
}
