package dev.cascade.payments.control;

/**
 * The door of the gate. The one who holds the gate to its rate opens and closes it, and so do those
 * who enter: what it says of itself and what is done happen together, or one of them could open it
 * while another is about to shut it, and it would stay shut and say that it is open.
 */
final class GateDoor {

  private final Runnable shut;
  private final Runnable admit;
  private boolean open;

  /**
   * A door that is closed.
   *
   * @param shut lets nobody enter; must not block
   * @param admit lets everybody enter; must not block
   */
  GateDoor(Runnable shut, Runnable admit) {
    this.shut = shut;
    this.admit = admit;
  }

  /** Opens it, unless it is open. */
  synchronized void open() {
    if (!open) {
      open = true;
      admit.run();
    }
  }

  /** Closes it. */
  synchronized void close() {
    open = false;
    shut.run();
  }

  synchronized boolean isOpen() {
    return open;
  }
}
