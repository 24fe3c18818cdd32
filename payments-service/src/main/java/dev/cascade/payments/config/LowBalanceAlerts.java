package dev.cascade.payments.config;

import dev.cascade.payments.domain.account.AccountSnapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Tells operators of accounts that are low. The record on account-alerts is the alert, once for
 * each; log and metric may repeat one whose transaction was aborted.
 */
@ApplicationScoped
class LowBalanceAlerts {

  private static final Logger LOG = Logger.getLogger(LowBalanceAlerts.class);

  private final Counter raised;

  LowBalanceAlerts(MeterRegistry meters) {
    this.raised =
        Counter.builder("payments.accounts.low.balance")
            .description("Debits that took the available amount of an account below the threshold")
            .register(meters);
  }

  void raised(AccountSnapshot account) {
    raised.increment();
    LOG.warnf("Low balance: account=%s version=%d", account.id(), account.version());
  }
}
