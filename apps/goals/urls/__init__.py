"""Goals and everything that belongs to them; a noun has a file."""

from apps.goals.urls import employer, gatherings, goals, opportunities, people, places

app_name = "goals"
urlpatterns = [
    *goals.urlpatterns,
    *employer.urlpatterns,
    *people.urlpatterns,
    *places.urlpatterns,
    *gatherings.urlpatterns,
    *opportunities.urlpatterns,
]
