from django.urls import path

from doctors.desk import commenting, corrections, linking, page, reviewing, signing_in
from doctors.desk.front import front

urlpatterns = [
    path("", front, name="desk"),
    path("corrections/", corrections.saw, name="desk-corrections"),
    path("sign-in/", signing_in.SignIn.as_view(), name="desk-sign-in"),
    path("sign-out/", signing_in.SignOut.as_view(), name="desk-sign-out"),
    path("password/<uidb64>/<token>/", signing_in.FirstPassword.as_view(), name="desk-password"),
    path("pages/<int:number>/", page.page, name="desk-page-first"),
    path("pages/<int:number>/<language:language>/", page.page_in, name="desk-page"),
    path("pages/<int:number>/<language:language>/link/", linking.choose, name="desk-link"),
    path("pages/<int:number>/<language:language>/comment/", commenting.comment, name="desk-comment"),
    path("pages/<int:number>/<language:language>/review/", reviewing.review, name="desk-review"),
    path("links/<int:number>/undo/", linking.take_back, name="desk-undo"),
    path("links/<int:number>/back/", linking.link_back, name="desk-link-back"),
    path("links/<int:number>/ask/", commenting.suggest, name="desk-suggest"),
]
