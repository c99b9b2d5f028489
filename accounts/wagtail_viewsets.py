from wagtail.users.views.users import UserViewSet


class MemberViewSet(UserViewSet):
    pass
