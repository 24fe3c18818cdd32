package dev.cascade.local.data;

import dev.cascade.local.data.SampleData.SampleCustomer;
import dev.cascade.local.platform.SchemaInstaller;
import dev.cascade.local.platform.ServerFailedException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Loads the sample data into services that run anywhere and ask nobody who he is, for those who
 * start the images; a program of the image {@code cascade/install}. It ends with 0 when all of it
 * is there, with 2 when it was told something wrong, and with 1 when somebody refuses.
 */
public final class LoadSampleData {

  static final String SERVERS = "KAFKA_BOOTSTRAP_SERVERS";
  static final String REGISTRY = "CASCADE_REGISTRY_URL";
  static final String INVENTORY = "CASCADE_SAMPLE_DATA_INVENTORY_URL";
  static final String PAYMENTS = "CASCADE_SAMPLE_DATA_PAYMENTS_URL";

  private static final int REFUSED = 1;
  private static final int MISCONFIGURED = 2;

  private final Map<String, String> environment;

  private LoadSampleData(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Runs once; the argument is the folder of the files. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv(), System.out, System.err));
  }

  static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    List<String> missing =
        List.of(SERVERS, REGISTRY, INVENTORY, PAYMENTS).stream()
            .filter(name -> environment.getOrDefault(name, "").isBlank())
            .toList();
    if (!missing.isEmpty()) {
      err.println("sample data: " + String.join(" and ", missing) + " missing");
      return MISCONFIGURED;
    }
    if (arguments.length != 1) {
      err.println("sample data: its argument is the folder of the files");
      return MISCONFIGURED;
    }
    try {
      SampleData data = SampleData.in(Path.of(arguments[0]));
      new LoadSampleData(environment).load(data);
      out.printf(
          "%d products, %d customers and %d accounts are there%n",
          data.products().size(), data.customers().size(), data.accounts().size());
      return 0;
    } catch (ServerFailedException e) {
      err.println("sample data: " + e.getMessage());
      return REFUSED;
    }
  }

  private void load(SampleData data) {
    new SampleDataDoors(told(INVENTORY), told(PAYMENTS), new JsonApi(), this::customers).load(data);
  }

  private void customers(List<SampleCustomer> customers) {
    CustomerFeed.registeredAt(
            new SchemaInstaller(told(REGISTRY)), Map.of("bootstrap.servers", told(SERVERS)))
        .publish(customers);
  }

  private String told(String name) {
    return environment.getOrDefault(name, "").strip();
  }
}
