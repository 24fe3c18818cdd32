package dev.cascade.console.live;

/** Finds something out and tells the {@link Hub}; asked again and again while somebody looks. */
public interface Probe {

  /**
   * Looks once. What is away is a finding, not a failure.
   *
   * @throws InterruptedException when the console ends
   */
  void look() throws InterruptedException;
}
