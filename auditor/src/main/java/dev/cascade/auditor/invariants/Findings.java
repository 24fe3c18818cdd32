package dev.cascade.auditor.invariants;

import dev.cascade.auditor.log.Place;
import java.util.function.Supplier;

/** Where rules tell what they find. */
public interface Findings {

  /** One more record or question was held against the guarantee. */
  void judged(Guarantee guarantee);

  /**
   * The guarantee is broken.
   *
   * @param place the record that broke it
   * @param subject the id of the order, payment, account or product
   * @param detail a sentence; ids and numbers only, no personal data
   */
  void broken(Guarantee guarantee, Place place, String subject, String detail);

  /** A subject that broke the guarantee keeps it again. */
  void mended(Guarantee guarantee);

  /** Something could not be judged, since memory is bounded. */
  void forgot(Guarantee guarantee);

  /** Judges, and tells the breach unless it holds. */
  default void judge(
      Guarantee guarantee, boolean holds, Place place, String subject, Supplier<String> detail) {
    judged(guarantee);
    if (!holds) {
      broken(guarantee, place, subject, detail.get());
    }
  }
}
