package dev.cascade.streams.serde;

/** Lets tests of other packages throw what a silent registry leads to. */
public final class RegistryUnavailable {

  private RegistryUnavailable() {}

  /** The exception. */
  public static RegistryUnavailableException exception() {
    return new RegistryUnavailableException("no answer", null);
  }
}
