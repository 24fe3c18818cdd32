package dev.cascade.bench.load;

/**
 * Is told when the measured time begins and ends; called beside the load, so it may take a while.
 */
public interface Window {

  /** A window that nobody looks through. */
  Window NONE =
      new Window() {
        @Override
        public void begins() {}

        @Override
        public void ends() {}
      };

  /** The warm-up is over. */
  void begins();

  /** The last arrival was due. */
  void ends();
}
