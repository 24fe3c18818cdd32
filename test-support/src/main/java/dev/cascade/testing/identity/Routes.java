package dev.cascade.testing.identity;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All routes that the resources on the class path answer, as their annotations say. */
public final class Routes {

  private static final String PATH = "jakarta.ws.rs.Path";
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

  private Routes() {}

  /** Those of the service under test and of its libraries, such as {@code GET /v1/things/{id}}. */
  public static Set<String> onTheClassPath() {
    Set<String> routes = new TreeSet<>();
    for (JavaClass resource :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.cascade")) {
      if (resource.isAnnotatedWith(PATH)) {
        resource.getMethods().forEach(method -> add(resource, method, routes));
      }
    }
    if (routes.isEmpty()) {
      throw new AssertionError("No resource was found, so nothing was checked");
    }
    return routes;
  }

  private static void add(JavaClass resource, JavaMethod method, Set<String> routes) {
    for (String name : METHODS) {
      if (method.isAnnotatedWith("jakarta.ws.rs." + name)) {
        routes.add(name + " " + path(resource) + path(method));
      }
    }
  }

  private static String path(CanBeAnnotated declared) {
    if (!declared.isAnnotatedWith(PATH)) {
      return "";
    }
    JavaAnnotation<?> path =
        declared instanceof JavaClass type
            ? type.getAnnotationOfType(PATH)
            : ((JavaMethod) declared).getAnnotationOfType(PATH);
    String template = path.get("value").orElseThrow().toString().replaceAll("^/+|/+$", "");
    return template.isEmpty() ? "" : "/" + template;
  }
}
