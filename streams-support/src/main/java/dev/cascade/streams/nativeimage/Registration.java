package dev.cascade.streams.nativeimage;

import java.util.List;
import java.util.ServiceLoader;
import org.apache.avro.generic.GenericDatumReader;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/**
 * Registers what is found by name, while an executable is built. Named in {@code
 * META-INF/native-image}, where the compiler looks.
 */
public final class Registration implements Feature {

  /** What is looked for by {@link ServiceLoader} and that no extension of Quarkus knows of. */
  static final List<String> SERVICES =
      List.of(
          "io.netty.bootstrap.ChannelInitializerExtension",
          "io.opentelemetry.exporter.internal.http.HttpSenderProvider");

  /** For the compiler, which makes it. */
  public Registration() {}

  @Override
  public String getDescription() {
    return "Cascade's classes that are found by name";
  }

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    for (String name : ClassPath.ownClasses(access.getApplicationClassPath())) {
      Class<?> type = access.findClassByName(name);
      if (type != null && FoundByName.is(type)) {
        register(type);
      }
    }
    SERVICES.forEach(service -> registerProviders(access, service));
    forgetMaker(access);
  }

  /**
   * Avro's readers remember the thread that made them, to spare it a look-up. Those of generated
   * classes are made while the executable is built, by a thread that will be no more.
   */
  private static void forgetMaker(BeforeAnalysisAccess access) {
    try {
      access.registerFieldValueTransformer(
          GenericDatumReader.class.getDeclaredField("creator"), (reader, maker) -> null);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("This Avro's readers do not remember who made them", e);
    }
  }

  // What is only seen (registerAllDeclared...) may not be called.
  private static void register(Class<?> type) {
    RuntimeReflection.register(type);
    RuntimeReflection.register(type.getDeclaredConstructors());
    RuntimeReflection.register(type.getDeclaredMethods());
    RuntimeReflection.register(type.getDeclaredFields());
    if (type.isRecord()) {
      RuntimeReflection.registerAllRecordComponents(type);
    }
  }

  private static void registerProviders(BeforeAnalysisAccess access, String service) {
    Class<?> type = access.findClassByName(service);
    if (type == null) {
      throw new IllegalStateException(service + " is not on the class path, see SERVICES");
    }
    RuntimeResourceAccess.addResource(
        Registration.class.getModule(), "META-INF/services/" + service);
    ServiceLoader.load(type, type.getClassLoader()).stream()
        .map(ServiceLoader.Provider::type)
        .forEach(provider -> {
          RuntimeReflection.register(provider);
          RuntimeReflection.registerForReflectiveInstantiation(provider);
        });
  }
}
