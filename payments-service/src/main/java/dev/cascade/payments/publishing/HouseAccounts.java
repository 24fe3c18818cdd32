package dev.cascade.payments.publishing;

import dev.cascade.payments.config.PaymentsSettings;
import dev.cascade.payments.domain.MerchantAccounts;
import dev.cascade.payments.domain.account.AccountCommand;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Opens {@code world} and {@code merchant} of the default currency when the service starts. The
 * commands have the same ids every time, so only the first start has an effect.
 */
@ApplicationScoped
class HouseAccounts {

  private static final Logger LOG = Logger.getLogger(HouseAccounts.class);
  private static final long RETRY_MILLIS = 1_000;

  private final PaymentsWriter writer;
  private final MerchantAccounts merchants;
  private final String currency;
  private final ScheduledExecutorService starter =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("house-accounts").factory());

  HouseAccounts(PaymentsWriter writer, MerchantAccounts merchants, PaymentsSettings settings) {
    this.writer = writer;
    this.merchants = merchants;
    this.currency = settings.defaultCurrency();
  }

  void onStart(@Observes StartupEvent event) {
    open(merchants.world(currency), Long.MAX_VALUE);
    open(merchants.merchant(currency), 0);
  }

  private void open(String account, long overdraftLimit) {
    starter.execute(() -> tryToOpen(account, overdraftLimit));
  }

  private void tryToOpen(String account, long overdraftLimit) {
    AccountCommand command =
        new AccountCommand(
            account,
            "house-" + account,
            new AccountCommand.Open(currency, overdraftLimit),
            Clock.systemUTC().instant());
    var unused =
        writer
            .ask(command)
            .whenComplete((done, failure) -> {
              if (failure != null && !starter.isShutdown()) {
                LOG.warnf("Cannot ask for house account yet, account=%s", account);
                var later =
                    starter.schedule(
                        () -> tryToOpen(account, overdraftLimit),
                        RETRY_MILLIS,
                        TimeUnit.MILLISECONDS);
              }
            });
  }

  @PreDestroy
  void close() {
    starter.shutdownNow();
  }
}
