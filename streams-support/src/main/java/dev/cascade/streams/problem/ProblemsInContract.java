package dev.cascade.streams.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Says in the contract of every service that a refusal is a problem document, and what is in one,
 * so that tools made from it can read it.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ProblemsInContract implements OASFilter {

  private static final String PROBLEM = "Problem";
  private static final String VIOLATION = "Violation";

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    Components components = contract.getComponents();
    contract.setComponents(
        (components == null ? OASFactory.createComponents() : components)
            .addSchema(PROBLEM, problem())
            .addSchema(VIOLATION, violation()));
    if (contract.getPaths() != null && contract.getPaths().getPathItems() != null) {
      contract.getPaths().getPathItems().values().stream()
          .flatMap(path -> path.getOperations().values().stream())
          .forEach(operation ->
              operation.getResponses().getAPIResponses().forEach(ProblemsInContract::describe));
    }
  }

  private static void describe(String status, APIResponse response) {
    if (isRefusal(status) && response.getContent() == null) {
      response.setContent(content());
    }
  }

  private static boolean isRefusal(String status) {
    return status.startsWith("4") || status.startsWith("5");
  }

  private static Content content() {
    return OASFactory.createContent()
        .addMediaType(
            Problem.MEDIA_TYPE,
            OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM)));
  }

  private static Schema problem() {
    return object("A problem document, RFC 9457")
        .addProperty("type", text("about:blank: the title says it"))
        .addProperty("title", text("The status in words"))
        .addProperty("status", integer("The HTTP status"))
        .addProperty("detail", text("What is wrong with this request, and what to do"))
        .addProperty(
            "violations",
            OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .description("Every violated rule of the input, absent when there is none")
                .items(OASFactory.createSchema().ref(VIOLATION)));
  }

  private static Schema violation() {
    return object("One violated rule of the input")
        .addProperty("field", text("Where, such as lines[0].quantity"))
        .addProperty("message", text("What the rule says"));
  }

  private static Schema object(String description) {
    return OASFactory.createSchema().addType(SchemaType.OBJECT).description(description);
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }

  private static Schema integer(String description) {
    return OASFactory.createSchema()
        .addType(SchemaType.INTEGER)
        .format("int32")
        .description(description);
  }
}
