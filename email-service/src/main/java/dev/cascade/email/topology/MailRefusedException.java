package dev.cascade.email.topology;

/** Says in a dead letter's headers why the mail was refused; nobody throws it. */
final class MailRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MailRefusedException(String reason) {
    super(reason, null, false, false);
  }
}
