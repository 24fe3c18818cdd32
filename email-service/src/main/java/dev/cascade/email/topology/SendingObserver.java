package dev.cascade.email.topology;

import dev.cascade.email.domain.Outcome;

/** Is told what the sending does, for the meters. */
public interface SendingObserver {

  /** Hears nothing. */
  SendingObserver NONE =
      new SendingObserver() {
        @Override
        public void settled(Outcome outcome) {}

        @Override
        public void retrying() {}

        @Override
        public void underWay(int partition, long mails) {}
      };

  /** An outcome was written. */
  void settled(Outcome outcome);

  /** An attempt failed; there will be another. */
  void retrying();

  /** So many mails of the partition have no outcome yet. */
  void underWay(int partition, long mails);
}
