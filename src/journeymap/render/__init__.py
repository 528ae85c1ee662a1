"""Pictures and documents of journeys: one view model, many renderers. Renderers never read the models."""
